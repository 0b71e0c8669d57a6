import { signIn } from "../messages/device.ts";
import { type Line, openLine } from "./http-load.ts";
import { type Row, rowBelow, showTimes, steadyP95 } from "./measure.ts";
import { CHANGES, LONG_MESSAGES, type Veteran } from "./messages-fill.ts";

const TIMES = 200;
const TARGET_MS = 30;
const CATCH_UPS = 6;

type Say = (line: string) => void;

/** How long a person with years of messages waits, against asking who is signed in. One request at a time. */
export async function measureSizes(
  address: string,
  { actor, longConversationId }: Veteran,
  say: Say,
): Promise<Row[]> {
  const { headers } = await signIn(actor, address);
  const line = await openLine(address);
  const time = async (name: string, path: () => string) => {
    for (let warm = 0; warm < 20; warm += 1) await ask(line, path(), headers);
    const times: number[] = [];
    for (let count = 0; count < TIMES; count += 1) {
      times.push((await ask(line, path(), headers)).ms);
    }
    say(`  ${name}: ${showTimes(times)}`);
    return steadyP95(times);
  };
  const floor = await time("who is signed in", () => "/api/viewer");

  const inbox = "/api/inbox/conversations";
  const cursors = await listCursors(line, headers);
  const atInbox = Math.max(
    await time("inbox, first page", () => inbox),
    await time("inbox, a page further down", () => `${inbox}?cursor=${pick(cursors)}`),
    await time("inbox, unread", () => `${inbox}?filter=unread`),
  );

  const talk = `/api/conversations/${longConversationId}`;
  const anywhere = () => 1 + Math.floor(Math.random() * LONG_MESSAGES);
  const atPage = Math.max(
    await time("conversation, opened", () => talk),
    await time("conversation, newest page", () => `${talk}/messages`),
    await time("conversation, older page", () => `${talk}/messages?before=${anywhere()}`),
    await time("conversation, around a message", () => `${talk}/messages?around=${anywhere()}`),
  );

  const catchUp = await measureCatchUp(line, headers, say);
  line.close();
  return [
    rowBelow("inbox-5000-p95", "ms", atInbox, floor, TARGET_MS),
    rowBelow("page-1m-p95", "ms", atPage, floor, TARGET_MS),
    rowBelow("catchup-10000-p95", "ms", catchUp, floor, TARGET_MS),
  ];
}

/** Everything that was missed, answer by answer until there is no more; how long one answer takes. */
async function measureCatchUp(line: Line, headers: Headers, say: Say): Promise<number> {
  const times: number[] = [];
  const wholes: number[] = [];
  for (let round = 0; round < CATCH_UPS; round += 1) {
    let whole = 0;
    for (let since = 0; since < CHANGES; ) {
      const { ms, text } = await ask(line, `/api/inbox?since=${since}`, headers);
      const next = Number(/"seq":(\d+),"latestSeq"/.exec(text)?.[1]);
      if (!(next > since)) throw new Error(`The inbox does not go on after ${since}`);
      since = next;
      whole += ms;
      if (round > 0) times.push(ms);
    }
    if (round > 0) wholes.push(whole);
  }
  say(`  catch-up, each answer: ${showTimes(times)}`);
  say(`  catch-up, all ${CHANGES} changes: ${showTimes(wholes)}`);
  return steadyP95(times);
}

type Headers = Readonly<Record<string, string>>;

async function ask(line: Line, path: string, headers: Headers) {
  const answer = await line.ask({ path, headers });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.text.slice(0, 400)}`);
  return answer;
}

/** The places in the inbox where pages begin, from the first to the last. */
async function listCursors(line: Line, headers: Headers): Promise<string[]> {
  const cursors: string[] = [];
  for (let path = "/api/inbox/conversations"; ; ) {
    const { text } = await ask(line, path, headers);
    const cursor = /"nextCursor":"([^"]+)"/.exec(text)?.[1];
    if (cursor === undefined) return cursors;
    cursors.push(cursor);
    path = `/api/inbox/conversations?cursor=${cursor}`;
  }
}

function pick(values: readonly string[]): string {
  return values[Math.floor(Math.random() * values.length)] ?? "";
}

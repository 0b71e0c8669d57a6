import { asc, eq } from "drizzle-orm";
import { ulid } from "ulid";
import { getDb } from "#db/client";
import { messages } from "#db/schema";
import { makeTalk } from "#db/testing/talking";
import { postUntilStored, signIn } from "./device.ts";
import { compare, type Faults } from "./faults.ts";
import { startPolling, startStreaming } from "./reader.ts";
import { CUTS, type Cut, startProxy } from "./round-robin-proxy.ts";
import { until } from "./until.ts";

const CUTS_WANTED = 100;
const CUT_SHARE = 0.4;
/** The share of cuts that also break the readers' streams. */
const STREAM_CUT_SHARE = 0.1;
const DEVICES = 4;
const CATCH_UP_MS = 30_000;

/**
 * Devices with the outbox's retry rule write through a balancer that breaks connections a hundred times: before the app
 * saw the request, after it committed, or in between. What each reader sees equals the database.
 */
export async function proveCuts(
  processes: readonly string[],
  say: (line: string) => void,
): Promise<Faults & { readonly cuts: number }> {
  const made: Record<Cut, number> = { before: 0, between: 0, after: 0 };
  const cuts = () => made.before + made.between + made.after;
  const proxy = await startProxy(processes, ({ method }) => {
    if (method !== "POST" || cuts() >= CUTS_WANTED || Math.random() > CUT_SHARE) return null;
    const cut = CUTS[cuts() % CUTS.length] ?? "before";
    made[cut] += 1;
    if (Math.random() < STREAM_CUT_SHARE) proxy.cutStreams();
    return cut;
  });
  const { conversationId, client, freelancer } = await makeTalk();
  const readers = [
    startPolling(await signIn(freelancer, proxy.address), 0, "polling through cuts"),
    await startStreaming(await signIn(freelancer, proxy.address), 0, "streaming through cuts"),
  ];
  const sent = new Map<string, string>();
  let replays = 0;
  await Promise.all(
    Array.from({ length: DEVICES }, async (_, index) => {
      const device = await signIn(client, proxy.address);
      while (cuts() < CUTS_WANTED) {
        const message = { clientId: ulid(), body: `Device ${index + 1}, message ${sent.size}` };
        const { status, attempts } = await postUntilStored(device, conversationId, message);
        if (attempts > 1 && status === 200) replays += 1;
        sent.set(message.clientId, message.body);
      }
    }),
  );
  await until(() => readers.every((reader) => reader.messages.length >= sent.size), CATCH_UP_MS);
  for (const reader of readers) reader.stop();
  const stored = await getDb()
    .select()
    .from(messages)
    .where(eq(messages.conversationId, conversationId))
    .orderBy(asc(messages.seq));
  say(
    `${cuts()} cuts (${CUTS.map((cut) => `${made[cut]} ${cut}`).join(", ")}) while ${sent.size} messages were sent, ${replays} found stored on trying again`,
  );
  const faults = compare(sent, [...readers, { name: "the database", messages: stored }], say);
  await proxy.close();
  return { ...faults, cuts: cuts() };
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sql } from "postgres";
import { ulid } from "ulid";
import { connect, getDb, useConnection } from "#db/client";
import { startEmbeddedPostgres } from "#db/embedded";
import { migrate } from "#db/migrate";
import { makeFreelancer } from "#db/testing/factories";
import { makeTalk } from "#db/testing/talking";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { sendMessage } from "#lib/conversations/send-message";
import type { Id } from "#lib/ids";
import { makeMails } from "#lib/mail/make-mails";
import { notifyEach } from "#lib/notifications/notify";
import { countUnread, listNotifications } from "#lib/notifications/queries";
import { beginHiring, fillProposals } from "./accept-proposals.ts";
import {
  type Bench,
  medians,
  type Row,
  row,
  rowBelow,
  showTimes,
  steadyP95,
  throughput,
} from "./measure.ts";
import { loadWithoutNotifications, type UseCases } from "./without-notifications.ts";

/*
 * What being told costs: whole use cases against the same without their notification row, one event to ten thousand
 * people against one to a thousand, and the bell of a person with a hundred thousand notifications.
 */

const CALLERS = 8;
const ROUNDS = 11;
const DURATION_MS = 3_000;
const ACCEPTANCES = 60_000;
const MANY = 100_000;
const LOOKS = 400;
const TARGET = 0.85;
const TARGET_GROWTH = 0.8;
const TARGET_MS = 15;

type Say = (line: string) => void;

export const bench: Bench = async (say, only) => {
  const folder = mkdtempSync(join(tmpdir(), "workhub-bench-"));
  Object.assign(process.env, { DATA_DIR: folder, PERSON_LIMITS: "9999" });
  const dataDir = join(folder, "postgres");
  const server = await startEmbeddedPostgres({ dataDir, password: "bench" });
  const { appUrl } = await migrate(server.ownerUrl);
  const owner = connect(server.ownerUrl, { max: 2 });
  const app = connect(appUrl, { max: 16 });
  useConnection(app);
  try {
    const silent = await loadWithoutNotifications();
    const measures = {
      "accept-8": () => measureAccepting(owner.sql, silent, say),
      "send-one": () => measureSending(owner.sql, silent, say),
      "fan-out": () => measureFanOut(owner.sql, say),
      "bell-p95": () => measureBell(owner.sql, say),
    };
    const rows: Row[] = [];
    for (const [name, measure] of Object.entries(measures)) {
      if (only === null || only.includes(name)) rows.push(await measure());
    }
    return rows;
  } finally {
    useConnection(undefined);
    await Promise.all([owner.close(), app.close()]);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

async function measureAccepting(owner: Sql, silent: UseCases, say: Say): Promise<Row> {
  say("Hiring, 8 callers");
  const accept = await fillProposals(owner, ACCEPTANCES);
  await beginHiring(owner, accept);
  const { value, floor } = await medians(ROUNDS, {
    floor: () => throughput(CALLERS, DURATION_MS, () => accept(silent.accept)),
    value: () => throughput(CALLERS, DURATION_MS, () => accept(acceptProposal)),
  });
  return row("accept-8", "acceptances/s", value, floor, TARGET);
}

/** Vacuumed before each round: otherwise what the earlier ones left behind slows the later ones, by a third in the end. */
async function measureSending(owner: Sql, silent: UseCases, say: Say): Promise<Row> {
  say("Writing in one conversation, 8 callers");
  const { conversationId, client, freelancer } = await makeTalk();
  let count = 0;
  const sending = async (send: UseCases["send"]) => {
    await owner`vacuum analyze conversations, participants, inboxes, notifications`;
    return throughput(CALLERS, DURATION_MS, () => {
      count += 1;
      const actor = count % 2 === 0 ? client : freelancer;
      const message = { clientId: ulid(), body: `Message ${count}`, fileIds: [] };
      return send(actor, { conversationId, ...message });
    });
  };
  const { value, floor } = await medians(ROUNDS, {
    floor: () => sending(silent.send),
    value: () => sending(sendMessage),
  });
  return row("send-one", "messages/s", value, floor, TARGET);
}

/** From the event to the written mails of everybody whom it concerns. */
async function measureFanOut(owner: Sql, say: Say): Promise<Row> {
  say("One event to a thousand people, and to ten thousand");
  const people = await makePeople(owner, 10_000);
  await makeMails();
  const tell = async (many: readonly Id<"usr">[]) => {
    await owner`vacuum analyze notifications`;
    const start = performance.now();
    await getDb().transaction((tx) =>
      notifyEach(
        tx,
        many.map((to, index) => ({ to, about: `prp_${index}` })),
        { kind: "proposal_declined", by: null, facts: { how: "closed" } },
      ),
    );
    const made = await makeMails();
    if (made !== many.length) throw new Error(`${made} of ${many.length} mails were written`);
    return (many.length / (performance.now() - start)) * 1000;
  };
  const { value, floor } = await medians(3, {
    floor: () => tell(people.slice(0, 1_000)),
    value: () => tell(people),
  });
  return row("fan-out", "people/s", value, floor, TARGET_GROWTH);
}

async function makePeople(owner: Sql, count: number): Promise<Id<"usr">[]> {
  const rows = await owner<{ id: Id<"usr"> }[]>`
    insert into users (id, email, password_hash, role, name, handle, created_at, onboarded_at, email_verified_at)
    select 'usr_f' || lpad(n::text, 25, '0'), 'fan-' || n || '@example.com', '', 'freelancer', 'Person ' || n,
      'fan-' || n, now(), now(), now()
    from generate_series(1, ${count}::int) n returning id`;
  return rows.map(({ id }) => id);
}

/** The unread count and the first page, against asking nothing. */
async function measureBell(owner: Sql, say: Say): Promise<Row> {
  say("The bell of a person with 100,000 notifications");
  const person = await makeFreelancer();
  await owner`
    insert into notifications (id, user_id, kind, about, facts, created_at, read_at)
    select 'ntf_' || lpad(n::text, 26, '0'), ${person.userId}, 'hired', 'ctr_' || n, '{"amountCents": 100}',
      now() - n * interval '1 minute', case when n % 2 = 0 then now() end
    from generate_series(1, ${MANY}::int) n`;
  await owner`vacuum analyze notifications`;
  const look = async () => {
    await countUnread(person);
    await listNotifications(person);
  };
  const nothing = () => owner`select 1`;
  const [bell, floor] = [await timesOf(look), await timesOf(nothing)];
  say(showTimes(bell));
  return rowBelow("bell-p95", "ms", steadyP95(bell), steadyP95(floor), TARGET_MS);
}

async function timesOf(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times;
}

import { and, eq, isNull, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { inboxChanges, notifications } from "#db/schema";
import { makeClient, makeFreelancer, makeJob } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { setClock } from "#lib/time";
import type { NotificationKind } from "./kinds.ts";
import { markAllRead } from "./mark-all-read.ts";
import { notify, notifyEach } from "./notify.ts";
import { countUnread, listNotifications, type Person } from "./queries.ts";
import { seePage } from "./see-page.ts";

const database = useTestDatabase();

async function proposalFor(client: Person, jobId: Id<"job">, from: Person): Promise<void> {
  await getDb().transaction((tx) =>
    notify(tx, {
      kind: "proposal_received",
      to: client.userId,
      about: jobId,
      by: from.userId,
      jobId,
      facts: { amountCents: 30_000 },
    }),
  );
}

async function hiredFor(person: Person, about: string, once?: string): Promise<void> {
  await getDb().transaction((tx) =>
    notify(tx, {
      kind: "hired",
      to: person.userId,
      about,
      by: null,
      facts: { amountCents: 40_000 },
      ...(once && { once }),
    }),
  );
}

const sentencesOf = async (person: Person) =>
  (await listNotifications(person)).rows.map(({ sentence, isUnread }) => [sentence, isUnread]);

const changesOf = (person: Person, kind: "news" | "bell") =>
  getDb().$count(
    inboxChanges,
    and(eq(inboxChanges.userId, person.userId), eq(inboxChanges.kind, kind)),
  );

test("unread proposals on one job are one line that counts and names the latest", async () => {
  const client = await makeClient();
  const jobId = await makeJob(client);
  for (const name of ["Ana Moreau", "Bo Lind", "Cy Young"]) {
    await proposalFor(client, jobId, await makeFreelancer({ name }));
  }
  expect(await sentencesOf(client)).toEqual([
    ["3 new proposals, the latest from Cy Young for €300.00", true],
  ]);
  expect(await countUnread(client)).toBe(1);
  await seePage(client, { path: `/jobs/${jobId}/proposals` });
  await proposalFor(client, jobId, await makeFreelancer({ name: "Di Ray" }));
  expect(await sentencesOf(client)).toEqual([
    ["Di Ray sent a proposal for €300.00", true],
    ["3 new proposals, the latest from Cy Young for €300.00", false],
  ]);
});

test("proposals that arrive at the same moment are all counted", async () => {
  const client = await makeClient();
  const jobId = await makeJob(client);
  const people = await Promise.all(Array.from({ length: 8 }, () => makeFreelancer()));
  await Promise.all(people.map((person) => proposalFor(client, jobId, person)));
  const [row] = await getDb()
    .select({ count: notifications.count })
    .from(notifications)
    .where(eq(notifications.userId, client.userId));
  expect(row?.count).toBe(8);
});

test("an event with a name is told once, however often it is come across", async () => {
  const person = await makeFreelancer();
  await hiredFor(person, newId("ctr"), "due:1");
  await hiredFor(person, newId("ctr"), "due:1");
  expect(await countUnread(person)).toBe(1);
});

test("what is rolled back was never told", async () => {
  const person = await makeFreelancer();
  const failing = getDb().transaction(async (tx) => {
    const facts = { amountCents: 1 };
    await notify(tx, { kind: "hired", to: person.userId, about: "ctr_1", by: null, facts });
    throw new Error("No");
  });
  await expect(failing).rejects.toThrow("No");
  expect(await countUnread(person)).toBe(0);
});

test("a page reads what is about it, and nothing else of the person or of anybody else", async () => {
  const [ana, bo] = [await makeFreelancer(), await makeFreelancer()];
  const [mine, other] = [newId("ctr"), newId("ctr")];
  await hiredFor(ana, mine);
  await hiredFor(ana, other);
  await hiredFor(bo, mine);
  for (const path of ["/", "/contracts", `/jobs/${mine}`, `/contracts/${mine}/more`, "/wallet"]) {
    await seePage(ana, { path });
  }
  expect(await countUnread(ana)).toBe(2);
  expect(await seePage(ana, { path: `/contracts/${mine}` })).toBe(1);
  expect(await seePage(ana, { path: `/contracts/${mine}` })).toBe(0);
  expect(await countUnread(ana)).toBe(1);
  expect(await countUnread(bo)).toBe(1);
  expect(await changesOf(ana, "bell")).toBe(1);
  expect(await changesOf(bo, "bell")).toBe(0);
});

test("the wallet reads what is told of every payment, the settings what is told of the account", async () => {
  const client = await makeClient();
  const tell = (kind: "deposit_arrived" | "payout_failed", about: string) =>
    getDb().transaction((tx) =>
      notify(tx, { kind, to: client.userId, about, by: null, facts: { amountCents: 100 } }),
    );
  await tell("deposit_arrived", newId("pay"));
  await tell("payout_failed", newId("pay"));
  await getDb().transaction((tx) =>
    notify(tx, {
      kind: "password_changed",
      to: client.userId,
      about: client.userId,
      by: null,
      facts: {},
    }),
  );
  expect(await seePage(client, { path: "/wallet" })).toBe(2);
  expect(await seePage(client, { path: "/settings" })).toBe(1);
});

test("everything is read at once, and only one's own", async () => {
  const [ana, bo] = [await makeFreelancer(), await makeFreelancer()];
  await hiredFor(ana, newId("ctr"));
  await hiredFor(bo, newId("ctr"));
  await markAllRead(ana);
  await markAllRead(ana);
  expect([await countUnread(ana), await countUnread(bo)]).toEqual([0, 1]);
  expect(await changesOf(ana, "bell")).toBe(1);
});

test("open pages are told in the same transaction", async () => {
  const person = await makeFreelancer();
  await hiredFor(person, newId("ctr"));
  expect(await changesOf(person, "news")).toBe(1);
});

test("what is unread is counted to a hundred, whoever has more", async () => {
  const person = await makeFreelancer();
  await getDb().transaction((tx) =>
    notifyEach(
      tx,
      Array.from({ length: 140 }, () => ({ to: person.userId, about: newId("ctr") })),
      { kind: "hired", by: null, facts: { amountCents: 1 } },
    ),
  );
  expect(await countUnread(person)).toBe(100);
  const unread = and(eq(notifications.userId, person.userId), isNull(notifications.readAt));
  expect(await getDb().$count(notifications, unread)).toBe(140);
});

test("the list comes in pages without a gap, and a made-up place is the beginning", async () => {
  const person = await makeFreelancer();
  const reset = setClock(() => new Date("2026-11-20T10:00:00Z"));
  for (let n = 0; n < 7; n += 1) await hiredFor(person, newId("ctr"));
  reset();
  const seen: string[] = [];
  let before: string | undefined;
  do {
    const page = await listNotifications(person, { before, limit: 3 });
    seen.push(...page.rows.map(({ notificationId }) => notificationId));
    before = page.next ?? undefined;
  } while (before);
  expect(seen).toEqual([...new Set(seen)].sort().reverse());
  expect(seen).toHaveLength(7);
  const again = await listNotifications(person, { before: "99~ntf_x", limit: 3 });
  expect(again.rows.map(({ notificationId }) => notificationId)).toEqual(seen.slice(0, 3));
});

test("the database keeps to the kinds that the table knows", async () => {
  const person = await makeFreelancer();
  const [made] = await database().owner.sql<{ kinds: string }[]>`
    select pg_get_constraintdef(oid) as kinds from pg_constraint where conname = 'notifications_kind'`;
  const kind: NotificationKind = "hired";
  expect(made?.kinds).toContain(`'${kind}'`);
  await expect(
    getDb().execute(sql`
      insert into notifications (id, user_id, kind, about, facts, created_at)
      values ('ntf_1', ${person.userId}, 'gossip', 'x', '{}', now())`),
  ).rejects.toThrow();
});

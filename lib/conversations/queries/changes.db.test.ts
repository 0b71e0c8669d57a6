import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { inboxChanges } from "#db/schema";
import { makeAdmin, makeClient, makeFreelancer } from "#db/testing/factories";
import { makeTalk, say, sayMany } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import { addDays, setClock } from "#lib/time";
import { markRead } from "../mark-read.ts";
import { pruneInboxes } from "../prune-inboxes.ts";
import { getInboxDelta, getInboxSeq } from "./changes.ts";
import { listInbox } from "./inbox.ts";

useTestDatabase();

describe("catching up", () => {
  test("comes in bounded pages, in order and without a gap, with the rows as they are now", async () => {
    const talk = await makeTalk();
    await sayMany(talk, 110);
    const first = await getInboxDelta(talk.freelancer, 0);
    expect(first.changes.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 100 }, (_, n) => n + 1),
    );
    expect(first).toMatchObject({ seq: 100, latestSeq: 110, unreadConversations: 1 });
    expect(first.rows).toMatchObject([{ lastSeq: 110, unreadCount: 110 }]);
    const second = await getInboxDelta(talk.freelancer, first.seq);
    expect(second.changes.map(({ message }) => message?.body)).toEqual(
      Array.from({ length: 10 }, (_, n) => `Message ${101 + n}`),
    );
    expect(second).toMatchObject({ seq: 110, latestSeq: 110 });
    const end = await getInboxDelta(talk.freelancer, 110);
    expect(end).toMatchObject({ changes: [], rows: [], seq: 110, latestSeq: 110 });
  });

  test("begins with nothing for a person to whom nothing has happened", async () => {
    const freelancer = await makeFreelancer();
    expect(await getInboxSeq(freelancer)).toBe(0);
    const unread = { unreadConversations: 0, unreadNotifications: 0 };
    const empty = { changes: [], rows: [], seq: 0, latestSeq: 0, ...unread };
    expect(await getInboxDelta(freelancer, 0)).toEqual(empty);
  });

  test("starts over from a number that was never reached", async () => {
    const talk = await makeTalk();
    await sayMany(talk, 1);
    for (const actor of [talk.client, await makeFreelancer()]) {
      const asking = getInboxDelta(actor, 2);
      await expect(asking).rejects.toMatchObject({ code: "resync_required", status: 410 });
    }
  });

  test("tells nobody, not even the operator, what happens between other people", async () => {
    const talk = await makeTalk();
    const other = await makeTalk({ client: talk.client });
    await sayMany(talk, 2);
    await markRead(talk.freelancer, { ...talk, seq: 2 });
    for (const actor of [other.freelancer, await makeAdmin()]) {
      expect((await getInboxDelta(actor, 0)).changes).toEqual([]);
      expect((await listInbox(actor)).rows).toEqual([]);
    }
  });

  test("after 30 days some changes are gone: a device that lacks one starts over, the others continue", async () => {
    const talk = await makeTalk();
    const restore = setClock(() => addDays(new Date(), -31));
    await sayMany(talk, 3).finally(restore);
    await sayMany(talk, 2);
    expect((await pruneInboxes()).removed).toBeGreaterThanOrEqual(6);
    for (const since of [0, 2]) {
      const asking = getInboxDelta(talk.freelancer, since);
      await expect(asking).rejects.toMatchObject({ code: "resync_required" });
    }
    const delta = await getInboxDelta(talk.freelancer, 3);
    expect(delta.changes.map(({ seq }) => seq)).toEqual([4, 5]);
    expect(await pruneInboxes()).toEqual({ removed: 0 });
    await sayMany(talk, 1);
    expect((await getInboxDelta(talk.freelancer, 5)).changes).toMatchObject([{ seq: 6 }]);
  });
});

test("numbers of changes have no gap, whoever writes at the same time", async () => {
  const client = await makeClient();
  const talks = await Promise.all(Array.from({ length: 5 }, () => makeTalk({ client })));
  await Promise.all(
    talks.flatMap((talk) =>
      Array.from({ length: 10 }, (_, n) => say(talk.freelancer, talk, `${n}`)),
    ),
  );
  const rows = await getDb()
    .select({ seq: inboxChanges.seq })
    .from(inboxChanges)
    .where(eq(inboxChanges.userId, client.userId))
    .orderBy(inboxChanges.seq);
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  expect(await getInboxSeq(client)).toBe(50);
});

import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { inboxChanges, users } from "#db/schema";
import { fund, makeAdmin, makeClient, makeFreelancer, makeProposal } from "#db/testing/factories";
import { makeTalk, say, type Talk } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { markComplete } from "#lib/contracts/mark-complete";
import { requestChanges } from "#lib/contracts/request-changes";
import { submitWork } from "#lib/contracts/submit-work";
import { newId } from "#lib/ids";
import { addDays, setClock } from "#lib/time";
import { fileConversation } from "./file-conversation.ts";
import { markRead } from "./mark-read.ts";
import { openConversation } from "./open-conversation.ts";
import { pruneInboxes } from "./prune-inboxes.ts";
import { getConversation, getInboxDelta, getInboxSeq, listInbox, listMessages } from "./queries.ts";

useTestDatabase();

async function sayMany(talk: Talk, count: number) {
  for (let n = 1; n <= count; n += 1) await say(talk.client, talk, `Message ${n}`);
}

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

  test("begins at nothing for somebody to whom nothing has happened", async () => {
    const freelancer = await makeFreelancer();
    expect(await getInboxSeq(freelancer)).toBe(0);
    const empty = { changes: [], rows: [], seq: 0, latestSeq: 0, unreadConversations: 0 };
    expect(await getInboxDelta(freelancer, 0)).toEqual(empty);
  });

  test("from a number that was never reached starts over", async () => {
    const talk = await makeTalk();
    await sayMany(talk, 1);
    for (const actor of [talk.client, await makeFreelancer()]) {
      const asking = getInboxDelta(actor, 2);
      await expect(asking).rejects.toMatchObject({ code: "resync_required", status: 410 });
    }
  });

  test("tells nobody what happens between others, an operator neither", async () => {
    const talk = await makeTalk();
    const other = await makeTalk({ client: talk.client });
    await sayMany(talk, 2);
    await markRead(talk.freelancer, { ...talk, seq: 2 });
    for (const actor of [other.freelancer, await makeAdmin()]) {
      expect((await getInboxDelta(actor, 0)).changes).toEqual([]);
      expect((await listInbox(actor)).rows).toEqual([]);
    }
  });

  test("after 30 days some changes are gone: who lacks one of them starts over, the others go on", async () => {
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

describe("the inbox", () => {
  test("has the newest message first, in pages that stay whole while conversations move up", async () => {
    const client = await makeClient();
    const talks: Talk[] = [];
    for (let n = 0; n < 45; n += 1) {
      const talk = await makeTalk({ client });
      await say(talk.freelancer, talk, `From ${n}`);
      talks.push(talk);
    }
    const first = await listInbox(client);
    expect(first).toMatchObject({ unreadConversations: 45, seq: 45 });
    expect(first.rows.map(({ preview }) => preview?.text)).toEqual(
      Array.from({ length: 40 }, (_, n) => `From ${44 - n}`),
    );
    const moved = talks[2];
    if (moved) await say(moved.freelancer, moved, "Again");
    const second = await listInbox(client, { cursor: first.nextCursor ?? "" });
    expect(second.rows.map(({ preview }) => preview?.text)).toEqual([
      "From 4",
      "From 3",
      "From 1",
      "From 0",
    ]);
    expect(second.nextCursor).toBeNull();
    expect((await listInbox(client)).rows[0]?.preview?.text).toBe("Again");
  });

  test("finds words in the other's name, the job's title and the preview, and nothing by wildcards", async () => {
    const client = await makeClient();
    const ben = await makeTalk({ client, freelancer: await makeFreelancer({ name: "Ben 100%" }) });
    const eva = await makeTalk({ client, freelancer: await makeFreelancer({ name: "Eva_Ek" }) });
    await say(ben.freelancer, ben, "The palette is ready");
    await say(eva.freelancer, eva, "Good morning");
    const find = async (q: string, filter: "all" | "unread" | "archived" = "all") =>
      (await listInbox(client, { q, filter })).rows.map(({ other }) => other.name);
    expect(await find("PALETTE")).toEqual(["Ben 100%"]);
    expect(await find("eva")).toEqual(["Eva_Ek"]);
    expect(await find("screen reader")).toEqual(["Eva_Ek", "Ben 100%"]);
    expect(await find("0%")).toEqual(["Ben 100%"]);
    expect(await find("a_e")).toEqual(["Eva_Ek"]);
    expect(await find("\\")).toEqual([]);
    expect(await find("eva", "archived")).toEqual([]);
    await fileConversation(client, { ...eva, isArchived: true });
    expect(await find("eva", "archived")).toEqual(["Eva_Ek"]);
    expect(await find("eva", "unread")).toEqual([]);
  });

  test("calls a client by the company's name, and shows the newest message in one line", async () => {
    const talk = await makeTalk();
    await getDb()
      .update(users)
      .set({ name: "Paul Brandt" })
      .where(eq(users.id, talk.client.userId));
    await say(talk.client, talk, `First line\n\n  second ${"word ".repeat(60)}`);
    const { rows } = await listInbox(talk.freelancer);
    expect(rows[0]?.other).toMatchObject({ name: "Northwind Trade", role: "client" });
    const text = rows[0]?.preview?.text ?? "";
    expect(text).toMatch(/^First line second word .*…$/);
    expect([...text].length).toBeLessThanOrEqual(140);
  });
});

describe("a page of messages", () => {
  const seqs = (page: { messages: readonly { seq: number }[] }) => {
    const numbers = page.messages.map(({ seq }) => seq);
    return `${numbers[0]}-${numbers.at(-1)}`;
  };

  test("is the newest 50, or those before, after and around a number, oldest first", async () => {
    const talk = await makeTalk();
    await sayMany(talk, 120);
    const list = (span: object) => listMessages(talk.freelancer, talk.conversationId, span);
    const newest = await list({});
    expect([seqs(newest), newest.hasOlder, newest.hasNewer]).toEqual(["71-120", true, false]);
    const older = await list({ before: 71 });
    expect([seqs(older), older.hasOlder, older.hasNewer]).toEqual(["21-70", true, true]);
    const oldest = await list({ before: 21 });
    expect([seqs(oldest), oldest.hasOlder]).toEqual(["1-20", false]);
    const next = await list({ after: 20 });
    expect([seqs(next), next.hasNewer]).toEqual(["21-70", true]);
    const last = await list({ after: 118 });
    expect([seqs(last), last.hasNewer]).toEqual(["119-120", false]);
    const middle = await list({ around: 60 });
    expect([seqs(middle), middle.hasOlder, middle.hasNewer]).toEqual(["35-84", true, true]);
    for (const span of [{ after: 120 }, { after: 999 }, { before: 1 }, { before: 0 }]) {
      expect((await list(span)).messages).toEqual([]);
    }
    await expect(list({ before: 1, after: 2 })).rejects.toThrow("one of");
  });

  test("of somebody else's conversation is not found", async () => {
    const talk = await makeTalk();
    for (const stranger of [await makeClient(), await makeFreelancer(), await makeAdmin()]) {
      const listing = listMessages(stranger, talk.conversationId);
      await expect(listing).rejects.toMatchObject({ code: "not_found" });
    }
    const missing = listMessages(talk.client, newId("cnv"));
    await expect(missing).rejects.toMatchObject({ code: "not_found" });
    await expect(listMessages(talk.client, "x")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("what happens on the contract", () => {
  test("stands between the messages, in each one's words, on exactly one page, and reaches both inboxes", async () => {
    const talk = await makeTalk();
    const { client, freelancer, conversationId, proposalId } = talk;
    await fund(client, 40_000);
    await sayMany(talk, 1);
    const before = [await getInboxSeq(client), await getInboxSeq(freelancer)] as const;
    const { contractId } = await acceptProposal(client, { proposalId });
    for (const [index, actor] of [client, freelancer].entries()) {
      const { changes, rows } = await getInboxDelta(actor, before[index] ?? 0);
      expect(changes).toMatchObject([{ kind: "event", conversationId, message: null }]);
      expect(rows).toMatchObject([{ conversationId }]);
    }
    await sayMany(talk, 60);
    await submitWork(freelancer, { contractId, note: "Here it is." });
    await markComplete(client, { contractId });
    const newest = await listMessages(freelancer, conversationId);
    expect(newest.events.map(({ text }) => text)).toEqual([
      "Work submitted, version 1",
      "Paid to you, on submission",
      "Job completed",
    ]);
    expect(newest.events[1]?.amountCents).toBe(40_000);
    const older = await listMessages(freelancer, conversationId, { before: 12 });
    expect(older.events.map(({ text }) => text)).toEqual(["You were hired, price held"]);
    const forClient = await listMessages(client, conversationId, { before: 12 });
    expect(forClient.events.map(({ text }) => text)).toEqual(["Ana Moreau hired, price held"]);
    const afterNewest = await listMessages(client, conversationId, { after: 61 });
    expect(afterNewest).toMatchObject({
      messages: [],
      events: newest.events.map(({ kind }) => ({ kind })),
    });
    expect(await getConversation(client, conversationId)).toMatchObject({ contractId, proposalId });
    expect(await getInboxSeq(freelancer)).toBeGreaterThanOrEqual(before[1] + 64);
  });

  test("is announced also by request for changes, and a refused step announces nothing", async () => {
    const talk = await makeTalk();
    const { client, freelancer, proposalId } = talk;
    const refused = acceptProposal(client, { proposalId });
    await expect(refused).rejects.toMatchObject({ code: "insufficient_funds" });
    expect(await getInboxSeq(client)).toBe(0);
    await fund(client, 40_000);
    const { contractId } = await acceptProposal(client, { proposalId });
    await submitWork(freelancer, { contractId, note: "Here it is." });
    const before = await getInboxSeq(freelancer);
    const asking = requestChanges(client, { contractId, note: "Once more, please." });
    await expect(asking).rejects.toMatchObject({ code: "already_released" });
    expect(await getInboxSeq(freelancer)).toBe(before);
  });

  test("and messages at the same moment wait for each other without ever blocking each other for good", async () => {
    const talk = await makeTalk();
    const { client, freelancer, proposalId } = talk;
    await fund(client, 40_000);
    const sending = (name: string) =>
      Array.from({ length: 15 }, (_, n) => say(n % 2 ? client : freelancer, talk, `${name} ${n}`));
    const [{ contractId }] = await Promise.all([
      acceptProposal(client, { proposalId }),
      ...sending("hiring"),
    ]);
    await Promise.all([
      submitWork(freelancer, { contractId, note: "Here it is." }),
      ...sending("submitting"),
    ]);
    await Promise.all([markComplete(client, { contractId }), ...sending("completing")]);
    const { lastSeq } = await getConversation(client, talk.conversationId);
    expect(lastSeq).toBe(45);
  });

  test("is nothing to those who were not hired", async () => {
    const talk = await makeTalk();
    const other = await makeFreelancer();
    await makeProposal(talk.jobId, other);
    const { conversationId } = await openConversation(other, { jobId: talk.jobId });
    await say(other, { conversationId }, "I would like to do this.");
    await fund(talk.client, 40_000);
    await acceptProposal(talk.client, { proposalId: talk.proposalId });
    expect((await listMessages(other, conversationId)).events).toEqual([]);
    expect((await getInboxDelta(other, 0)).changes.map(({ kind }) => kind)).toEqual(["message"]);
    expect(await getConversation(other, conversationId)).toMatchObject({ contractId: null });
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

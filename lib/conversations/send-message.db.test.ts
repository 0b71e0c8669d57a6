import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { connect, getDb, useConnection } from "#db/client";
import { conversations, messages, proposals } from "#db/schema";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { makeTalk, say, type Talk } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { addDays, setClock } from "#lib/time";
import { blockPerson } from "./block-person.ts";
import { editMessage } from "./edit-message.ts";
import { fileConversation } from "./file-conversation.ts";
import { getConversation } from "./queries/conversations.ts";
import { listInbox } from "./queries/inbox.ts";
import { listMessages } from "./queries/messages.ts";
import { sendMessage } from "./send-message.ts";

const database = useTestDatabase();

const row = (actor: Actor, { conversationId }: Talk) => getConversation(actor, conversationId);

test("a message is the next one of its conversation, and the other person has one more unread", async () => {
  const talk = await makeTalk();
  const { client, freelancer, conversationId } = talk;
  await say(client, talk, "Could you begin on Monday?");
  const message = await say(client, talk, "  Or on\r\nTuesday?\n");
  expect(message).toMatchObject({
    conversationId,
    seq: 2,
    senderId: client.userId,
    body: "Or on\nTuesday?",
    files: [],
    editedAt: null,
    deletedAt: null,
  });
  expect(await row(freelancer, talk)).toMatchObject({
    lastSeq: 2,
    lastReadSeq: 0,
    unreadCount: 2,
    preview: { isMine: false, isDeleted: false, text: "Or on Tuesday?", fileName: null },
  });
  expect(await row(client, talk)).toMatchObject({
    lastReadSeq: 2,
    unreadCount: 0,
    preview: { isMine: true },
  });
});

test("what leads away from here is pointed out in the first three messages, and as they are now", async () => {
  const talk = await makeTalk();
  const { client, freelancer } = talk;
  await say(client, talk, "Write to me: ana@example.com");
  await say(freelancer, talk, "I would rather stay here.");
  const third = await say(client, talk, "Then send it to my PayPal.");
  await say(freelancer, talk, "ana@example.org");
  const hintsOf = async () => {
    const { messages } = await listMessages(freelancer, talk.conversationId);
    return messages.map(({ hints }) => hints?.map(({ kind }) => kind));
  };
  expect(await hintsOf()).toEqual([["email"], undefined, ["payment"], undefined]);
  await editMessage(client, { ...talk, seq: third.seq, body: "Then as you like." });
  expect(await hintsOf()).toEqual([["email"], undefined, undefined, undefined]);
});

test("writing reads everything before it, and removes the unread mark", async () => {
  const talk = await makeTalk();
  await say(talk.client, talk, "Hello");
  await fileConversation(talk.freelancer, { ...talk, isMarkedUnread: true });
  await say(talk.freelancer, talk, "Hello");
  expect(await row(talk.freelancer, talk)).toMatchObject({
    unreadCount: 0,
    lastReadSeq: 2,
    isMarkedUnread: false,
  });
});

test("a new message brings the conversation back from its recipient's archive, but not from its sender's", async () => {
  const talk = await makeTalk();
  await say(talk.client, talk, "Hello");
  for (const actor of [talk.client, talk.freelancer]) {
    await fileConversation(actor, { ...talk, isArchived: true });
  }
  await say(talk.client, talk, "Are you there?");
  expect((await row(talk.freelancer, talk)).isArchived).toBe(false);
  expect((await row(talk.client, talk)).isArchived).toBe(true);
});

test("another person's conversation answers like one that does not exist, and stores nothing", async () => {
  const talk = await makeTalk();
  for (const stranger of [await makeClient(), await makeFreelancer()]) {
    await expect(say(stranger, talk, "Hello")).rejects.toMatchObject({ code: "not_found" });
  }
  const missing = { conversationId: newId("cnv") };
  await expect(say(talk.client, missing, "Hello")).rejects.toMatchObject({ code: "not_found" });
  expect((await listMessages(talk.client, talk.conversationId)).messages).toEqual([]);
});

test("an empty message is refused", async () => {
  const talk = await makeTalk();
  await expect(say(talk.client, talk, " \n ")).rejects.toThrow("Write something");
});

test("during a block neither can write, but a retry of a stored message still gets its answer", async () => {
  const talk = await makeTalk();
  const clientId = randomUUID();
  const send = () => sendMessage(talk.client, { ...talk, clientId, body: "Hello" });
  const { message } = await send();
  await blockPerson(talk.freelancer, talk.client);
  for (const actor of [talk.client, talk.freelancer]) {
    await expect(say(actor, talk, "And?")).rejects.toMatchObject({ code: "blocked" });
  }
  expect(await send()).toEqual({ message, isReplay: true });
});

test("times never run backwards in a conversation, whatever the clocks of two servers say", async () => {
  const talk = await makeTalk();
  const first = await say(talk.client, talk, "Hello");
  const restore = setClock(() => addDays(new Date(first.createdAt), -1));
  const second = await say(talk.freelancer, talk, "Hello").finally(restore);
  expect(second.createdAt).toBe(first.createdAt);
});

describe("the same clientId again", () => {
  test("is the same message", async () => {
    const talk = await makeTalk();
    const request = { ...talk, clientId: randomUUID(), body: "Hello" };
    const first = await sendMessage(talk.client, request);
    const again = await sendMessage(talk.client, { ...request, body: "Hello " });
    expect(first.isReplay).toBe(false);
    expect(again).toEqual({ message: first.message, isReplay: true });
    expect((await row(talk.freelancer, talk)).unreadCount).toBe(1);
  });

  test("with other words or in another conversation is refused, and stores nothing", async () => {
    const talk = await makeTalk();
    const other = await makeTalk({ client: talk.client });
    const request = { ...talk, clientId: randomUUID(), body: "Hello" };
    await sendMessage(talk.client, request);
    const changed = [
      { ...request, body: "Goodbye" },
      { ...request, fileIds: [newId("fil")] },
      { ...request, conversationId: other.conversationId },
    ];
    for (const each of changed) {
      await expect(sendMessage(talk.client, each)).rejects.toMatchObject({
        code: "client_id_reused",
      });
    }
    expect((await row(talk.client, talk)).lastSeq).toBe(1);
    expect((await row(talk.client, other)).lastSeq).toBe(0);
  });

  test("from another person is another message: devices of two people may choose the same one", async () => {
    const talk = await makeTalk();
    const request = { ...talk, clientId: randomUUID(), body: "Hello" };
    await sendMessage(talk.client, request);
    expect((await sendMessage(talk.freelancer, request)).message.seq).toBe(2);
  });

  test("100 times at once through two processes is one message, stored once", async () => {
    const talk = await makeTalk();
    const request = { ...talk, clientId: randomUUID(), body: "Hello" };
    const sent = await throughTwoPools(100, () => sendMessage(talk.client, request));
    const messages = sent.map((each) => each.status === "fulfilled" && each.value.message);
    expect(new Set(messages.map((message) => JSON.stringify(message))).size).toBe(1);
    const stored = sent.filter((each) => each.status === "fulfilled" && !each.value.isReplay);
    expect(stored).toHaveLength(1);
    expect(await row(talk.freelancer, talk)).toMatchObject({ lastSeq: 1, unreadCount: 1 });
  });

  test("at once in two conversations is stored in one of them, without a gap in the other", async () => {
    const talk = await makeTalk();
    const other = await makeTalk({ client: talk.client });
    const clientId = randomUUID();
    const sent = await throughTwoPools(20, (n) =>
      sendMessage(talk.client, {
        conversationId: (n % 4 < 2 ? talk : other).conversationId,
        clientId,
        body: "Hello",
      }),
    );
    const stored = sent.filter((each) => each.status === "fulfilled" && !each.value.isReplay);
    expect(stored).toHaveLength(1);
    const refused = sent.flatMap((each) => (each.status === "rejected" ? [each.reason.code] : []));
    expect(refused).toEqual(Array(10).fill("client_id_reused"));
    const lastSeqs = [await row(talk.client, talk), await row(talk.client, other)];
    expect(lastSeqs.map(({ lastSeq }) => lastSeq).sort()).toEqual([0, 1]);
  });
});

test("20 writers at once leave no gap, no double number and times in order", async () => {
  const talk = await makeTalk();
  const sent = await throughTwoPools(200, (n) =>
    say(n % 2 ? talk.client : talk.freelancer, talk, `Message ${n}`),
  );
  expect(sent.every(({ status }) => status === "fulfilled")).toBe(true);
  const stored = await getDb()
    .select({ seq: messages.seq, createdAt: messages.createdAt })
    .from(messages)
    .where(eq(messages.conversationId, talk.conversationId))
    .orderBy(asc(messages.seq));
  expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => index + 1));
  expect(stored).toHaveLength(200);
  const times = stored.map(({ createdAt }) => createdAt.getTime());
  expect(times).toEqual([...times].sort((a, b) => a - b));
  const [conversation] = await getDb()
    .select()
    .from(conversations)
    .where(eq(conversations.id, talk.conversationId));
  expect(conversation?.lastSeq).toBe(200);
});

test("a rolled-back transaction leaves no message, no number and no change", async () => {
  const talk = await makeTalk();
  const before = await listInbox(talk.freelancer);
  const failing = getDb().transaction(async (tx) => {
    await sendMessage(talk.client, { ...talk, clientId: randomUUID(), body: "Hello" }, tx);
    throw new Error("taken back");
  });
  await expect(failing).rejects.toThrow("taken back");
  expect(await listInbox(talk.freelancer)).toEqual(before);
  expect((await say(talk.client, talk, "Hello")).seq).toBe(1);
  expect((await listInbox(talk.freelancer)).seq).toBe(before.seq + 1);
});

/** Calls at once, half of them through a second pool, as from a second process. */
async function throughTwoPools<T>(count: number, call: (n: number) => Promise<T>) {
  const second = connect(database().appUrl, { max: 10 });
  const calls = Array.from({ length: count }, (_, n) => {
    const first = n % 2 ? useConnection(second) : undefined;
    const running = call(n);
    if (first) useConnection(first);
    return running;
  });
  return Promise.allSettled(calls).finally(() => second.close());
}

async function readProposal(proposalId: Id<"prp">) {
  const [found] = await getDb().select().from(proposals).where(eq(proposals.id, proposalId));
  return { readAt: found?.readAt ?? null, answeredAt: found?.answeredAt ?? null };
}

test("the client's first message answers the proposal, and the freelancer's own does not", async () => {
  const talk = await makeTalk();
  const other = await makeTalk({ client: talk.client });
  await say(talk.freelancer, talk, "Did you get my proposal?");
  expect(await readProposal(talk.proposalId)).toEqual({ readAt: null, answeredAt: null });
  await say(talk.client, talk, "I did.");
  const answered = await readProposal(talk.proposalId);
  expect(answered.answeredAt).toBeInstanceOf(Date);
  expect(answered.readAt).toEqual(answered.answeredAt);
  await say(talk.client, talk, "And I like it.");
  expect(await readProposal(talk.proposalId)).toEqual(answered);
  expect(await readProposal(other.proposalId)).toEqual({ readAt: null, answeredAt: null });
});

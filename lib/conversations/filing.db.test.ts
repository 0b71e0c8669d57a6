import { describe, expect, test } from "vitest";
import { makeClient } from "#db/testing/factories";
import { makeTalk, say, type Talk } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { fileConversation } from "./file-conversation.ts";
import { markRead } from "./mark-read.ts";
import { getInboxSeq } from "./queries/changes.ts";
import { getConversation } from "./queries/conversations.ts";
import { listInbox } from "./queries/inbox.ts";

useTestDatabase();

const row = (actor: Actor, { conversationId }: Talk) => getConversation(actor, conversationId);

/** A conversation with three messages from the client, none of them read. */
async function makeUnread() {
  const talk = await makeTalk();
  for (const body of ["One", "Two", "Three"]) await say(talk.client, talk, body);
  return talk;
}

describe("reading", () => {
  test("up to a message leaves exactly the later ones unread, and the other person sees how far", async () => {
    const talk = await makeUnread();
    await markRead(talk.freelancer, { ...talk, seq: 2 });
    expect(await row(talk.freelancer, talk)).toMatchObject({ lastReadSeq: 2, unreadCount: 1 });
    expect(await row(talk.client, talk)).toMatchObject({ otherReadSeq: 2 });
  });

  test("does not go back, and not beyond the newest message", async () => {
    const talk = await makeUnread();
    await markRead(talk.freelancer, { ...talk, seq: 99 });
    await markRead(talk.freelancer, { ...talk, seq: 1 });
    expect(await row(talk.freelancer, talk)).toMatchObject({ lastReadSeq: 3, unreadCount: 0 });
    await say(talk.client, talk, "Four");
    expect(await row(talk.freelancer, talk)).toMatchObject({ unreadCount: 1 });
  });

  test("what is already read tells nobody", async () => {
    const talk = await makeUnread();
    await markRead(talk.freelancer, { ...talk, seq: 3 });
    const before = await Promise.all(
      [talk.client, talk.freelancer].map((each) => getInboxSeq(each)),
    );
    await markRead(talk.freelancer, { ...talk, seq: 3 });
    expect(
      await Promise.all([talk.client, talk.freelancer].map((each) => getInboxSeq(each))),
    ).toEqual(before);
  });

  test("removes the unread mark, which the other person does not learn", async () => {
    const talk = await makeUnread();
    await markRead(talk.freelancer, { ...talk, seq: 3 });
    await fileConversation(talk.freelancer, { ...talk, isMarkedUnread: true });
    expect(await listInbox(talk.freelancer)).toMatchObject({ unreadConversations: 1 });
    const before = await getInboxSeq(talk.client);
    await markRead(talk.freelancer, { ...talk, seq: 3 });
    expect(await listInbox(talk.freelancer)).toMatchObject({ unreadConversations: 0 });
    expect(await getInboxSeq(talk.client)).toBe(before);
  });

  test("another person's conversation is not found", async () => {
    const talk = await makeUnread();
    const reading = markRead(await makeClient(), { ...talk, seq: 1 });
    await expect(reading).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("filing", () => {
  test("an archived conversation is neither in the inbox nor in the number of unread ones", async () => {
    const talk = await makeUnread();
    await fileConversation(talk.freelancer, { ...talk, isArchived: true });
    expect(await listInbox(talk.freelancer)).toMatchObject({ rows: [], unreadConversations: 0 });
    const archived = await listInbox(talk.freelancer, { filter: "archived" });
    expect(archived.rows).toMatchObject([{ isArchived: true, unreadCount: 3 }]);
    await fileConversation(talk.freelancer, { ...talk, isArchived: false });
    expect((await listInbox(talk.freelancer)).rows).toHaveLength(1);
  });

  test("is private: the other person's side does not change, and they are not told", async () => {
    const talk = await makeUnread();
    const before = await row(talk.client, talk);
    const seq = await getInboxSeq(talk.client);
    await fileConversation(talk.freelancer, { ...talk, isArchived: true, isMarkedUnread: true });
    expect(await row(talk.client, talk)).toEqual(before);
    expect(await getInboxSeq(talk.client)).toBe(seq);
  });

  test("twice is the same as once", async () => {
    const talk = await makeUnread();
    await fileConversation(talk.freelancer, { ...talk, isArchived: true });
    const before = await getInboxSeq(talk.freelancer);
    await fileConversation(talk.freelancer, { ...talk, isArchived: true });
    expect(await getInboxSeq(talk.freelancer)).toBe(before);
  });

  test("marked unread shows under unread; a conversation without a message cannot be", async () => {
    const talk = await makeUnread();
    await markRead(talk.freelancer, { ...talk, seq: 3 });
    await fileConversation(talk.freelancer, { ...talk, isMarkedUnread: true });
    const empty = await makeTalk({ freelancer: talk.freelancer });
    await fileConversation(talk.freelancer, { ...empty, isMarkedUnread: true });
    expect(await listInbox(talk.freelancer, { filter: "unread" })).toMatchObject({
      rows: [{ conversationId: talk.conversationId, isMarkedUnread: true, unreadCount: 0 }],
      unreadConversations: 1,
    });
  });

  test("another person's conversation is not found", async () => {
    const talk = await makeUnread();
    const filing = fileConversation(await makeClient(), { ...talk, isArchived: true });
    await expect(filing).rejects.toMatchObject({ code: "not_found" });
  });
});

import { describe, expect, test } from "vitest";
import { makeFreelancer } from "#db/testing/factories";
import { makeTalk, say, type Talk } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { newId } from "#lib/new-id";
import { blockPerson } from "./block-person.ts";
import { fileConversation } from "./file-conversation.ts";
import { markRead } from "./mark-read.ts";
import { getInboxDelta, getInboxSeq } from "./queries/changes.ts";
import { getConversation } from "./queries/conversations.ts";
import { listInbox } from "./queries/inbox.ts";
import { listMessages } from "./queries/messages.ts";
import { tellTyping } from "./tell-typing.ts";
import { unblockPerson } from "./unblock-person.ts";

useTestDatabase();

describe("blocking", () => {
  test("applies to every conversation of the two, and both are told why nobody can write", async () => {
    const first = await makeTalk();
    const second = await makeTalk(first);
    const before = await getInboxSeq(first.client);
    await blockPerson(first.freelancer, first.client);
    for (const { conversationId } of [first, second]) {
      const [mine, theirs] = [
        await getConversation(first.freelancer, conversationId),
        await getConversation(first.client, conversationId),
      ];
      expect(mine.writingRefusal).toBe("blocked_by_me");
      expect(theirs.writingRefusal).toBe("blocked_by_other");
    }
    const { changes } = await getInboxDelta(first.client, before);
    expect(changes.map(({ kind }) => kind)).toEqual(["blocking", "blocking"]);
  });

  test("twice is once, and lifting one person's block leaves the other's", async () => {
    const talk = await makeTalk();
    const { client, freelancer } = talk;
    await blockPerson(client, freelancer);
    await blockPerson(freelancer, client);
    const before = await getInboxSeq(client);
    await blockPerson(client, freelancer);
    expect(await getInboxSeq(client)).toBe(before);
    await unblockPerson(client, freelancer);
    await unblockPerson(client, freelancer);
    expect(await getInboxSeq(client)).toBe(before + 1);
    await expect(say(client, talk, "Hello")).rejects.toMatchObject({ code: "blocked" });
    await unblockPerson(freelancer, client);
    expect((await say(client, talk, "Hello")).seq).toBe(1);
  });

  test("a person without a shared conversation, or the actor, answers like nobody", async () => {
    const { client } = await makeTalk();
    const stranger = await makeFreelancer();
    for (const { userId } of [stranger, client, { userId: newId("usr") }]) {
      await expect(blockPerson(client, { userId })).rejects.toMatchObject({ code: "not_found" });
      await expect(unblockPerson(client, { userId })).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("while a message is being sent: once blocking has answered, nothing arrives any more", async () => {
    const talk = await makeTalk();
    const sending = Array.from({ length: 20 }, (_, n) => say(talk.client, talk, `${n}`));
    const results = Promise.allSettled(sending);
    await blockPerson(talk.freelancer, talk.client);
    const { lastSeq } = await getConversation(talk.freelancer, talk.conversationId);
    await results;
    expect(await getConversation(talk.freelancer, talk.conversationId)).toMatchObject({ lastSeq });
  });
});

/** Everything that the API tells a person about a conversation, and the numbers of their changes. */
async function everythingSaid(actor: Actor, { conversationId }: Talk, since: number) {
  return {
    seq: await getInboxSeq(actor),
    delta: await getInboxDelta(actor, since),
    inbox: await listInbox(actor),
    view: await getConversation(actor, conversationId),
    messages: await listMessages(actor, conversationId),
  };
}

describe("a blocked person", () => {
  test("is told the same whether or not the blocker keeps reading, even after the block is lifted", async () => {
    const talk = await makeTalk();
    const { client, freelancer } = talk;
    for (const body of ["One", "Two", "Three"]) await say(client, talk, body);
    await markRead(freelancer, { ...talk, seq: 1 });
    await blockPerson(freelancer, client);
    const since = await getInboxSeq(client);
    const before = await everythingSaid(client, talk, since);
    expect(before.view.otherReadSeq).toBe(1);

    await markRead(freelancer, { ...talk, seq: 2 });
    await fileConversation(freelancer, { ...talk, isMarkedUnread: true });
    await fileConversation(freelancer, { ...talk, isArchived: true });
    await markRead(freelancer, { ...talk, seq: 3 });
    await tellTyping(freelancer, talk);
    expect(await everythingSaid(client, talk, since)).toEqual(before);
    expect(await getConversation(freelancer, talk.conversationId)).toMatchObject({
      lastReadSeq: 3,
      unreadCount: 0,
    });

    await unblockPerson(freelancer, client);
    expect(await getConversation(client, talk.conversationId)).toMatchObject({ otherReadSeq: 1 });
    await say(freelancer, talk, "Back again");
    expect(await getConversation(client, talk.conversationId)).toMatchObject({ otherReadSeq: 4 });
  });

  test("reads as before, in the blocker's view", async () => {
    const talk = await makeTalk();
    await say(talk.freelancer, talk, "One");
    await blockPerson(talk.freelancer, talk.client);
    await markRead(talk.client, { ...talk, seq: 1 });
    const seen = await getConversation(talk.freelancer, talk.conversationId);
    expect(seen.otherReadSeq).toBe(1);
  });
});

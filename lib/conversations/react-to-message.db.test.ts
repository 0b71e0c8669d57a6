import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { messageReactions } from "#db/schema";
import { makeFreelancer } from "#db/testing/factories";
import { makeTalk, say, type Talk } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import type { VerifiedActor } from "#lib/auth/actor";
import { addDays, setClock } from "#lib/time";
import { blockPerson } from "./block-person.ts";
import { deleteMessage } from "./delete-message.ts";
import { markRead } from "./mark-read.ts";
import type { Reaction } from "./policy.ts";
import { getInboxDelta, getInboxSeq } from "./queries/changes.ts";
import { getConversation } from "./queries/conversations.ts";
import { listMessages } from "./queries/messages.ts";
import { reactToMessage } from "./react-to-message.ts";

useTestDatabase();

function react(
  actor: VerifiedActor,
  talk: Talk,
  reaction: Reaction = "agree",
  isOn = true,
  seq = 1,
) {
  return reactToMessage(actor, { conversationId: talk.conversationId, seq, reaction, isOn });
}

async function reactionsIn(actor: VerifiedActor, talk: Talk) {
  const { messages } = await listMessages(actor, talk.conversationId);
  return messages[0]?.reactions;
}

describe("a reaction", () => {
  test("is there once per person and kind, in one order for everyone, and can be taken back", async () => {
    const talk = await makeTalk();
    const { client, freelancer } = talk;
    await say(client, talk, "It is done.");
    await react(freelancer, talk, "celebrate");
    await react(freelancer, talk);
    await react(client, talk);
    await react(client, talk);
    const both = [
      { reaction: "agree", userIds: [client.userId, freelancer.userId].sort() },
      { reaction: "celebrate", userIds: [freelancer.userId] },
    ];
    for (const reader of [client, freelancer]) {
      expect(await reactionsIn(reader, talk)).toEqual(both);
    }
    await react(freelancer, talk, "agree", false);
    await react(freelancer, talk, "agree", false);
    expect(await reactionsIn(client, talk)).toEqual([
      { reaction: "agree", userIds: [client.userId] },
      { reaction: "celebrate", userIds: [freelancer.userId] },
    ]);
  });

  test("reaches both inboxes as a change of that message, and changes nothing when it is repeated", async () => {
    const talk = await makeTalk();
    await say(talk.client, talk, "It is done.");
    const since = await getInboxSeq(talk.client);
    const first = await react(talk.freelancer, talk);
    expect(await react(talk.freelancer, talk)).toEqual(first);
    const { changes } = await getInboxDelta(talk.client, since);
    expect(changes).toMatchObject([{ kind: "reaction", message: first }]);
    expect(first.reactionChanges).toBe(1);
    expect((await react(talk.freelancer, talk, "agree", false)).reactionChanges).toBe(2);
  });

  test("makes nothing unread, and moves no conversation", async () => {
    const talk = await makeTalk();
    const { conversationId } = talk;
    await say(talk.client, talk, "It is done.");
    await markRead(talk.freelancer, { conversationId, seq: 1 });
    const before = await getConversation(talk.client, conversationId);
    await react(talk.freelancer, talk);
    expect(await getConversation(talk.client, conversationId)).toEqual(before);
  });

  test("goes with its message, and a deleted message takes none", async () => {
    const talk = await makeTalk();
    const { conversationId } = talk;
    await say(talk.client, talk, "It is done.");
    await react(talk.freelancer, talk);
    const deleted = await deleteMessage(talk.client, { conversationId, seq: 1 });
    expect(deleted.reactions).toEqual([]);
    await expect(react(talk.freelancer, talk)).rejects.toMatchObject({ code: "message_deleted" });
    const left = await getDb()
      .select()
      .from(messageReactions)
      .where(eq(messageReactions.conversationId, conversationId));
    expect(left).toEqual([]);
  });

  test("is refused in both directions while one has blocked the other", async () => {
    const talk = await makeTalk();
    await say(talk.client, talk, "It is done.");
    await react(talk.freelancer, talk);
    await blockPerson(talk.client, { userId: talk.freelancer.userId });
    for (const actor of [talk.client, talk.freelancer]) {
      await expect(react(actor, talk, "love")).rejects.toMatchObject({ code: "blocked" });
    }
    await expect(react(talk.freelancer, talk, "agree", false)).rejects.toMatchObject({
      code: "blocked",
    });
  });

  test("is for the two people only, and for messages that exist", async () => {
    const talk = await makeTalk();
    await say(talk.client, talk, "It is done.");
    await expect(react(await makeFreelancer(), talk)).rejects.toMatchObject({ code: "not_found" });
    await expect(react(talk.freelancer, talk, "agree", true, 2)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("cannot be changed 60 times within ten minutes, but again after that", async () => {
    const talk = await makeTalk();
    await say(talk.client, talk, "It is done.");
    for (let n = 0; n < 60; n += 1) await react(talk.freelancer, talk, "agree", n % 2 === 0);
    await expect(react(talk.freelancer, talk, "love")).rejects.toMatchObject({
      code: "rate_limited",
    });
    expect(await reactionsIn(talk.client, talk)).toEqual([]);
    const restore = setClock(() => addDays(new Date(), 1));
    await react(talk.freelancer, talk, "love");
    restore();
  });
});

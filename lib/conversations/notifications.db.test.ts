import { expect, test } from "vitest";
import { makeClient, makeFreelancer, makeJob } from "#db/testing/factories";
import { makeTalk, say } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { countUnread, listNotifications } from "#lib/notifications/queries";
import { deleteMessage } from "./delete-message.ts";
import { markRead } from "./mark-read.ts";
import { openConversation } from "./open-conversation.ts";
import { getInboxDelta } from "./queries/changes.ts";
import { getInboxStanding } from "./queries/inbox.ts";

useTestDatabase();

const told = async (actor: Actor) =>
  (await listNotifications(actor)).rows.map(({ sentence, isUnread }) => [sentence, isUnread]);

test("unread messages are one line, read with the last of them", async () => {
  const talk = await makeTalk();
  const { client, freelancer, conversationId } = talk;
  await say(freelancer, talk, "One");
  await say(freelancer, talk, "Two");
  await say(freelancer, talk, "Three");
  expect(await told(client)).toEqual([["3 new messages from Ana Moreau", true]]);
  expect(await told(freelancer)).toEqual([]);
  await markRead(client, { conversationId, seq: 1 });
  expect(await told(client)).toEqual([["2 new messages from Ana Moreau", true]]);
  await markRead(client, { conversationId, seq: 3 });
  expect(await told(client)).toEqual([["2 new messages from Ana Moreau", false]]);
});

test("an answer reads what it answers, and a deleted message tells of nothing", async () => {
  const talk = await makeTalk();
  const { client, freelancer, conversationId } = talk;
  await say(freelancer, talk, "One");
  await say(client, talk, "Two");
  expect(await countUnread(client)).toBe(0);
  expect(await countUnread(freelancer)).toBe(1);
  await deleteMessage(client, { conversationId, seq: 2 });
  expect(await countUnread(freelancer)).toBe(0);
});

test("the first message of an invitation invites, the next one is a message", async () => {
  const [client, freelancer] = [await makeClient(), await makeFreelancer()];
  const jobId = await makeJob(client);
  const invited = { jobId, freelancerId: freelancer.userId };
  const { conversationId } = await openConversation(client, invited);
  expect(await told(freelancer)).toEqual([]);
  await say(client, { conversationId }, "Would you like to?");
  expect(await told(freelancer)).toEqual([["Northwind Trade invited you to a job", true]]);
  await say(client, { conversationId }, "It is urgent.");
  expect(await told(freelancer)).toHaveLength(2);
  await markRead(freelancer, { conversationId, seq: 2 });
  expect(await countUnread(freelancer)).toBe(0);
});

test("the inbox says how many notifications are unread, with the same change", async () => {
  const talk = await makeTalk();
  const { seq } = await getInboxStanding(talk.client);
  await say(talk.freelancer, talk, "One");
  expect(await getInboxStanding(talk.client)).toMatchObject({ unreadNotifications: 1 });
  expect(await getInboxDelta(talk.client, seq)).toMatchObject({ unreadNotifications: 1 });
  await markRead(talk.client, { conversationId: talk.conversationId, seq: 1 });
  expect(await getInboxDelta(talk.client, seq)).toMatchObject({ unreadNotifications: 0 });
});

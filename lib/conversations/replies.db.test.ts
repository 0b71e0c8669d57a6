import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { makeStoredFile } from "#db/testing/stored-files";
import { makeTalk, say, type Talk } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import type { VerifiedActor } from "#lib/auth/actor";
import { blockPerson } from "./block-person.ts";
import { deleteMessage } from "./delete-message.ts";
import { editMessage } from "./edit-message.ts";
import { getInboxDelta } from "./queries/changes.ts";
import { listMessages } from "./queries/messages.ts";
import type { SendMessageInput } from "./schema.ts";
import { sendMessage } from "./send-message.ts";

useTestDatabase();

function answer(
  actor: VerifiedActor,
  talk: Talk,
  replyTo: number,
  more: Partial<SendMessageInput> = {},
) {
  const { conversationId } = talk;
  const clientId = randomUUID();
  return sendMessage(actor, { conversationId, clientId, body: "Yes", replyTo, ...more });
}

async function quotesOf(actor: VerifiedActor, talk: Talk) {
  const { messages } = await listMessages(actor, talk.conversationId);
  return messages.map(({ replyTo }) => replyTo);
}

describe("a message that answers another one", () => {
  test("quotes it, in one line, for both people, wherever the message is read", async () => {
    const talk = await makeTalk();
    await say(talk.client, talk, `Could you begin\non Monday? ${"word ".repeat(60)}`);
    const { message } = await answer(talk.freelancer, talk, 1);
    expect(message.replyTo).toMatchObject({
      seq: 1,
      senderId: talk.client.userId,
      text: expect.stringMatching(/^Could you begin on Monday\? word .*…$/),
      fileName: null,
      isDeleted: false,
    });
    expect(await quotesOf(talk.client, talk)).toEqual([null, message.replyTo]);
    const { changes } = await getInboxDelta(talk.client, 0);
    expect(changes.at(-1)?.message?.replyTo).toEqual(message.replyTo);
  });

  test("quotes the name of a file when there are no words", async () => {
    const talk = await makeTalk();
    const fileId = await makeStoredFile(talk.client, "message", { name: "plan.pdf" });
    const { conversationId } = talk;
    await sendMessage(talk.client, { conversationId, clientId: randomUUID(), fileIds: [fileId] });
    const { message } = await answer(talk.freelancer, talk, 1);
    expect(message.replyTo).toMatchObject({ text: "", fileName: "plan.pdf" });
  });

  test("quotes what the other one says now, and nothing of it once it is deleted", async () => {
    const talk = await makeTalk();
    const { conversationId } = talk;
    await say(talk.client, talk, "On Monday");
    await answer(talk.freelancer, talk, 1);
    await editMessage(talk.client, { conversationId, seq: 1, body: "On Tuesday" });
    expect((await quotesOf(talk.freelancer, talk))[1]).toMatchObject({ text: "On Tuesday" });
    await deleteMessage(talk.client, { conversationId, seq: 1 });
    const gone = { text: "", fileName: null, isDeleted: true };
    expect((await quotesOf(talk.freelancer, talk))[1]).toMatchObject(gone);
    // Written before the deletion was known, it is not lost.
    expect((await answer(talk.freelancer, talk, 1)).message.replyTo).toMatchObject(gone);
  });

  test("is a message of the same conversation that was there before", async () => {
    const talk = await makeTalk();
    const other = await makeTalk({ client: talk.client });
    for (let n = 0; n < 5; n += 1) await say(other.client, other, "Of another conversation");
    await say(talk.client, talk, "The only one here");
    for (const replyTo of [0, 2, 5, Number.MAX_SAFE_INTEGER]) {
      await expect(answer(talk.freelancer, talk, replyTo)).rejects.toMatchObject({
        code: "not_found",
      });
    }
    await expect(answer(other.freelancer, talk, 1)).rejects.toMatchObject({ code: "not_found" });
    expect(await quotesOf(talk.client, talk)).toEqual([null]);
  });

  test("is stored once, and is another message than the same words without an answer", async () => {
    const talk = await makeTalk();
    await say(talk.client, talk, "On Monday?");
    const clientId = randomUUID();
    const first = await answer(talk.freelancer, talk, 1, { clientId });
    const again = await answer(talk.freelancer, talk, 1, { clientId });
    expect(again).toEqual({ message: first.message, isReplay: true });
    const { conversationId } = talk;
    await expect(
      sendMessage(talk.freelancer, { conversationId, clientId, body: "Yes" }),
    ).rejects.toMatchObject({ code: "client_id_reused" });
  });

  test("is refused like any other message while one has blocked the other", async () => {
    const talk = await makeTalk();
    await say(talk.client, talk, "On Monday?");
    await blockPerson(talk.client, { userId: talk.freelancer.userId });
    await expect(answer(talk.freelancer, talk, 1)).rejects.toMatchObject({ code: "blocked" });
  });

  test("loses its quote when it is deleted itself", async () => {
    const talk = await makeTalk();
    await say(talk.client, talk, "On Monday?");
    const { message } = await answer(talk.freelancer, talk, 1);
    await deleteMessage(talk.freelancer, { ...talk, seq: message.seq });
    expect(await quotesOf(talk.client, talk)).toEqual([null, null]);
  });
});

import { afterEach, describe, expect, test } from "vitest";
import { makeClient } from "#db/testing/factories";
import { makeTalk, say } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import { MINUTE_MS, setClock } from "#lib/time";
import { blockPerson } from "./block-person.ts";
import { deleteMessage } from "./delete-message.ts";
import { editMessage } from "./edit-message.ts";
import { getInboxDelta, getInboxSeq } from "./queries/changes.ts";
import { getConversation } from "./queries/conversations.ts";
import { listMessages } from "./queries/messages.ts";

useTestDatabase();

let restoreClock = () => {};
afterEach(() => {
  restoreClock();
  restoreClock = () => {};
});

function later(minutes: number) {
  const moment = new Date(Date.now() + minutes * MINUTE_MS);
  restoreClock = setClock(() => moment);
}

/** A conversation with one message of the client, number 1. */
async function makeMessage() {
  const talk = await makeTalk();
  await say(talk.client, talk, "Could you begin on Monday?");
  return { ...talk, seq: 1 };
}

describe("the sender's message", () => {
  test("gets new words, which both people see, with the time", async () => {
    const talk = await makeMessage();
    const before = await getInboxSeq(talk.freelancer);
    const edited = await editMessage(talk.client, { ...talk, body: " On Tuesday? " });
    expect(edited).toMatchObject({ seq: 1, body: "On Tuesday?", editedAt: expect.any(String) });
    const delta = await getInboxDelta(talk.freelancer, before);
    expect(delta.changes).toMatchObject([{ kind: "edit", message: edited }]);
    expect(delta.rows).toMatchObject([{ preview: { text: "On Tuesday?" }, unreadCount: 1 }]);
  });

  test("edited to the same words stays unedited, and tells nobody", async () => {
    const talk = await makeMessage();
    const before = await getInboxSeq(talk.client);
    const same = await editMessage(talk.client, { ...talk, body: "Could you begin on Monday?" });
    expect(same.editedAt).toBeNull();
    expect(await getInboxSeq(talk.client)).toBe(before);
  });

  test("is deleted: its words are gone, its place stays, and it is no longer unread", async () => {
    const talk = await makeMessage();
    await say(talk.client, talk, "Second");
    const deleted = await deleteMessage(talk.client, talk);
    expect(deleted).toMatchObject({ seq: 1, body: "", files: [], deletedAt: expect.any(String) });
    const { messages } = await listMessages(talk.freelancer, talk.conversationId);
    expect(messages).toMatchObject([
      { seq: 1, body: "", deletedAt: deleted.deletedAt },
      { seq: 2 },
    ]);
    expect(await getConversation(talk.freelancer, talk.conversationId)).toMatchObject({
      unreadCount: 1,
      lastSeq: 2,
    });
  });

  test("deleted after it was read changes no count, and as the newest shows in the preview", async () => {
    const talk = await makeMessage();
    await say(talk.freelancer, talk, "Yes");
    await say(talk.client, talk, "Third");
    await deleteMessage(talk.client, talk);
    expect((await getConversation(talk.freelancer, talk.conversationId)).unreadCount).toBe(1);
    await deleteMessage(talk.client, { ...talk, seq: 3 });
    expect(await getConversation(talk.freelancer, talk.conversationId)).toMatchObject({
      unreadCount: 0,
      preview: { isDeleted: true, text: "", isMine: false },
    });
  });

  test("deleted twice is deleted once", async () => {
    const talk = await makeMessage();
    const first = await deleteMessage(talk.client, talk);
    const before = await getInboxSeq(talk.client);
    expect(await deleteMessage(talk.client, talk)).toEqual(first);
    expect(await getInboxSeq(talk.client)).toBe(before);
    expect((await getConversation(talk.freelancer, talk.conversationId)).unreadCount).toBe(0);
  });

  test("cannot be edited after it was deleted", async () => {
    const talk = await makeMessage();
    await deleteMessage(talk.client, talk);
    const editing = editMessage(talk.client, { ...talk, body: "Hello again" });
    await expect(editing).rejects.toMatchObject({ code: "message_deleted" });
  });

  test("stays as it is after 15 minutes", async () => {
    const talk = await makeMessage();
    later(15);
    const body = "On Tuesday?";
    for (const changing of [
      () => editMessage(talk.client, { ...talk, body }),
      () => deleteMessage(talk.client, talk),
    ]) {
      await expect(changing()).rejects.toMatchObject({ code: "too_late" });
    }
    const { messages } = await listMessages(talk.client, talk.conversationId);
    expect(messages).toMatchObject([{ body: "Could you begin on Monday?", editedAt: null }]);
  });

  test("cannot be edited during a block, but can be deleted", async () => {
    const talk = await makeMessage();
    await blockPerson(talk.freelancer, talk.client);
    const editing = editMessage(talk.client, { ...talk, body: "Worse words" });
    await expect(editing).rejects.toMatchObject({ code: "blocked" });
    expect((await deleteMessage(talk.client, talk)).body).toBe("");
  });
});

test("the other person's message cannot be changed", async () => {
  const talk = await makeMessage();
  const attempts = [
    () => editMessage(talk.freelancer, { ...talk, body: "Never" }),
    () => editMessage(talk.freelancer, { ...talk, body: "Could you begin on Monday?" }),
    () => deleteMessage(talk.freelancer, talk),
  ];
  for (const attempt of attempts)
    await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
});

test("a message that does not exist and one of strangers answer alike", async () => {
  const talk = await makeMessage();
  const stranger = await makeClient();
  for (const [actor, seq] of [
    [stranger, 1],
    [talk.client, 2],
    [talk.client, 0],
  ] as const) {
    const edit = editMessage(actor, { ...talk, seq, body: "x" });
    await expect(edit).rejects.toMatchObject({ code: "not_found" });
    const removal = deleteMessage(actor, { ...talk, seq });
    await expect(removal).rejects.toMatchObject({ code: "not_found" });
  }
});

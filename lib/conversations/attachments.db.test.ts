import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { makeClient } from "#db/testing/factories";
import { makeStoredFile, makeStoredFiles } from "#db/testing/stored-files";
import { makeTalk, say } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import { getReadableFile } from "#lib/files/queries/readable";
import { deleteMessage } from "./delete-message.ts";
import { getInboxDelta } from "./queries/changes.ts";
import { getConversation } from "./queries/conversations.ts";
import { listMessages } from "./queries/messages.ts";
import { sendMessage } from "./send-message.ts";

useTestDatabase();

test("a message carries its files in order, even without words, only for its two people", async () => {
  const talk = await makeTalk();
  const fileIds = await makeStoredFiles(talk.client, "message", ["b.txt", "a.txt"]);
  const request = { ...talk, clientId: randomUUID(), fileIds };
  const { message } = await sendMessage(talk.client, request);
  expect(message).toMatchObject({ body: "", files: [{ name: "b.txt" }, { name: "a.txt" }] });
  await say(talk.client, talk, "And words");
  const page = await listMessages(talk.freelancer, talk.conversationId);
  expect(page.messages).toMatchObject([message, { files: [] }]);
  const { changes } = await getInboxDelta(talk.freelancer, 0);
  expect(changes[0]?.message).toEqual(message);
  for (const fileId of fileIds) {
    expect(await getReadableFile(talk.freelancer, fileId)).toMatchObject({ fileId });
    const asking = getReadableFile(await makeClient(), fileId);
    await expect(asking).rejects.toMatchObject({ code: "not_found" });
  }
});

test("the preview of a message with only files is the name of the first", async () => {
  const talk = await makeTalk();
  const fileIds = await makeStoredFiles(talk.client, "message", ["draft.pdf", "notes.txt"]);
  await sendMessage(talk.client, { ...talk, clientId: randomUUID(), fileIds });
  expect((await getConversation(talk.freelancer, talk.conversationId)).preview).toMatchObject({
    text: "",
    fileName: "draft.pdf",
  });
});

test("a resent message with the same files is the same message; with other files it is refused", async () => {
  const talk = await makeTalk();
  const fileIds = await makeStoredFiles(talk.client, "message", ["one.txt", "two.txt"]);
  const request = { ...talk, clientId: randomUUID(), body: "Here", fileIds };
  const sent = await Promise.all([1, 2, 3, 4].map(() => sendMessage(talk.client, request)));
  expect(sent.filter(({ isReplay }) => !isReplay)).toHaveLength(1);
  expect(new Set(sent.map(({ message }) => JSON.stringify(message))).size).toBe(1);
  const fewer = sendMessage(talk.client, { ...request, fileIds: fileIds.slice(1) });
  await expect(fewer).rejects.toMatchObject({ code: "client_id_reused" });
});

test("a file that is another person's, for another purpose or already attached stops the whole message", async () => {
  const talk = await makeTalk();
  const own = await makeStoredFile(talk.client, "message");
  const foreign = await makeStoredFile(talk.freelancer, "message");
  const avatar = await makeStoredFile(talk.client, "avatar");
  const taken = await makeStoredFile(talk.client, "message");
  await sendMessage(talk.client, { ...talk, clientId: randomUUID(), fileIds: [taken] });
  for (const fileId of [foreign, avatar, taken]) {
    const fileIds = [own, fileId];
    const sending = sendMessage(talk.client, { ...talk, clientId: randomUUID(), fileIds });
    await expect(sending).rejects.toMatchObject({ code: "file_unavailable" });
  }
  expect((await getConversation(talk.client, talk.conversationId)).lastSeq).toBe(1);
  await sendMessage(talk.client, { ...talk, clientId: randomUUID(), fileIds: [own] });
});

test("a deleted message takes its files with it", async () => {
  const talk = await makeTalk();
  const fileIds = await makeStoredFiles(talk.client, "message", ["secret.txt"]);
  const { message } = await sendMessage(talk.client, { ...talk, clientId: randomUUID(), fileIds });
  await deleteMessage(talk.client, { ...talk, seq: message.seq });
  expect((await listMessages(talk.freelancer, talk.conversationId)).messages).toMatchObject([
    { files: [], body: "" },
  ]);
  const preview = { isDeleted: true, fileName: null };
  expect(await getConversation(talk.freelancer, talk.conversationId)).toMatchObject({ preview });
  for (const actor of [talk.client, talk.freelancer]) {
    const asking = getReadableFile(actor, fileIds[0] ?? "");
    await expect(asking).rejects.toMatchObject({ code: "not_found" });
  }
});

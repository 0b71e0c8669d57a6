import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { makeClient } from "#db/testing/factories";
import { makeStoredFiles } from "#db/testing/stored-files";
import { makeTalk } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import { deleteMessage } from "../delete-message.ts";
import { sendMessage } from "../send-message.ts";
import { listSharedFiles } from "./shared-files.ts";

useTestDatabase();

test("the files of a conversation come newest first, counted, without those of deleted messages", async () => {
  const talk = await makeTalk();
  const { client, freelancer, conversationId } = talk;
  const send = async (names: readonly string[]) => {
    const fileIds = await makeStoredFiles(client, "message", names);
    const request = { conversationId, clientId: randomUUID(), fileIds };
    return (await sendMessage(client, request)).message.seq;
  };
  expect(await listSharedFiles(freelancer, conversationId)).toEqual({ files: [], total: 0 });
  await send(["a.txt", "b.txt"]);
  const seq = await send(["wrong.txt"]);
  await send(["c.txt"]);
  await deleteMessage(client, { conversationId, seq });
  const shared = await listSharedFiles(freelancer, conversationId, 2);
  expect(shared.files.map(({ name }) => name)).toEqual(["c.txt", "a.txt"]);
  expect(shared.total).toBe(3);
});

test("another person’s conversation shows no files", async () => {
  const { conversationId } = await makeTalk();
  const asking = listSharedFiles(await makeClient(), conversationId);
  await expect(asking).rejects.toMatchObject({ code: "not_found" });
});

import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { makeClient } from "#db/testing/factories";
import { AS_MADE } from "#db/testing/hiring";
import { makeStoredFile, makeStoredFiles } from "#db/testing/stored-files";
import { makeTalk, type Talk } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import { readFileRow } from "#db/testing/uploads";
import type { VerifiedActor } from "#lib/auth/actor";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { agreeToCancellation } from "#lib/contracts/agree-to-cancellation";
import { requestCancellation } from "#lib/contracts/request-cancellation";
import { isFileReliedOn, listOwnFiles, listRoomUse } from "#lib/files/queries/room";
import type { Id } from "#lib/ids";
import { getInboxDelta } from "./queries/changes.ts";
import { getConversation } from "./queries/conversations.ts";
import { listMessages } from "./queries/messages.ts";
import { sendMessage } from "./send-message.ts";
import { withdrawFile } from "./withdraw-file.ts";

useTestDatabase();

async function send(actor: VerifiedActor, talk: Talk, names: readonly string[], body = "") {
  const fileIds = await makeStoredFiles(actor, "message", names);
  await sendMessage(actor, { ...talk, clientId: randomUUID(), body, fileIds });
  return fileIds;
}

async function withdraw(actor: VerifiedActor, fileId: Id<"fil"> | undefined) {
  if (!fileId) throw new Error("There is no such file");
  await withdrawFile(actor, { fileId });
}

test("one of several files is removed, and the message stays and shows as edited to both at once", async () => {
  const talk = await makeTalk();
  const [first, second] = await send(talk.client, talk, ["a.txt", "b.txt"], "Both");
  await withdraw(talk.client, first);
  const { messages } = await listMessages(talk.freelancer, talk.conversationId);
  expect(messages).toMatchObject([{ body: "Both", files: [{ fileId: second }] }]);
  expect(messages[0]?.editedAt).not.toBeNull();
  const { changes } = await getInboxDelta(talk.freelancer, 0);
  expect(changes.map(({ kind }) => kind)).toEqual(["message", "edit"]);
  await expect(withdraw(talk.client, first)).rejects.toMatchObject({ code: "not_found" });
});

test("a message with only this file counts as deleted, and is no longer unread", async () => {
  const talk = await makeTalk();
  const [only] = await send(talk.client, talk, ["a.txt"]);
  expect((await getConversation(talk.freelancer, talk.conversationId)).unreadCount).toBe(1);
  await withdraw(talk.client, only);
  const { messages } = await listMessages(talk.freelancer, talk.conversationId);
  expect(messages[0]?.deletedAt).not.toBeNull();
  expect((await getConversation(talk.freelancer, talk.conversationId)).unreadCount).toBe(0);
});

test("only the sender can remove it: for the other person and for strangers it does not exist", async () => {
  const talk = await makeTalk();
  const [fileId] = await send(talk.client, talk, ["a.txt"]);
  for (const actor of [talk.freelancer, await makeClient()]) {
    await expect(withdraw(actor, fileId)).rejects.toMatchObject({ code: "not_found" });
  }
  const loose = await makeStoredFile(talk.client, "message");
  await expect(withdraw(talk.client, loose)).rejects.toMatchObject({ code: "not_found" });
});

test("while the two work together it stays, and can be removed afterwards", async () => {
  const talk = await makeTalk({ fundsCents: 40_000 });
  const { client, freelancer, proposalId } = talk;
  const [fileId] = await send(freelancer, talk, ["brief.txt"], "My plan");
  const { contractId } = await acceptProposal(client, { proposalId, ...AS_MADE });
  await expect(withdraw(freelancer, fileId)).rejects.toThrow(
    "Another person relies on brief.txt, so it stays where it is. Nothing was removed.",
  );
  if (fileId) expect(await isFileReliedOn(getDb(), fileId)).toBe(true);
  await requestCancellation(client, { contractId });
  await agreeToCancellation(freelancer, {
    contractId,
    cancellationNumber: 1,
    heldCents: 40_000,
  });
  await withdraw(freelancer, fileId);
  if (fileId) expect(await readFileRow(fileId)).toBeUndefined();
});

test("the settings show what takes space: by kind, largest first, where it is and whether it can be removed", async () => {
  const { client, conversationId } = await makeTalk();
  const small = await makeStoredFile(client, "message", {
    sizeBytes: 1024 ** 2,
    name: "small.txt",
  });
  const large = await makeStoredFile(client, "job", {
    sizeBytes: 3 * 1024 ** 2,
    name: "large.txt",
  });
  await sendMessage(client, { conversationId, clientId: randomUUID(), fileIds: [small] });
  expect(await listOwnFiles(client)).toMatchObject([
    { fileId: large, place: null, isReliedOn: false, isUnfinished: false },
    { fileId: small, place: { kind: "message", conversationId }, isReliedOn: false },
  ]);
  expect(await listRoomUse(client)).toEqual([
    { purpose: "job", fileCount: 1, bytes: 3 * 1024 ** 2 },
    { purpose: "message", fileCount: 1, bytes: 1024 ** 2 },
  ]);
});

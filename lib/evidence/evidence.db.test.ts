import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { disputes, files } from "#db/schema";
import { answeredOver, openOver } from "#db/testing/disputes";
import { makeClient, makeStaff } from "#db/testing/factories";
import { type Hired, hire } from "#db/testing/hiring";
import { reportIt } from "#db/testing/moderation";
import { readZip } from "#db/testing/read-zip";
import { say } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import { uploadBytes } from "#db/testing/uploads";
import type { Actor } from "#lib/auth/actor";
import { submitWork } from "#lib/contracts/submit-work";
import { deleteMessage } from "#lib/conversations/delete-message";
import { editMessage } from "#lib/conversations/edit-message";
import { openConversation } from "#lib/conversations/open-conversation";
import { sendMessage } from "#lib/conversations/send-message";
import { addStatement } from "#lib/disputes/add-statement";
import { now } from "#lib/time";
import { sha256 } from "./internal/manifest.ts";
import { getEvidence } from "./queries/evidence.ts";
import { serveBundle } from "./serve-bundle.ts";
import { verifyBundle } from "./verify-bundle.ts";

useTestDatabase();

/** A contract with one version of its work, with a file, and a conversation of three messages. */
async function makeWork() {
  const hired = await hire();
  const { client, freelancer, jobId, contractId } = hired;
  const { conversationId } = await openConversation(freelancer, { jobId });
  await say(client, { conversationId }, "Is <b>Monday</b> fine?");
  const plan = await uploadBytes(freelancer, "message", { name: "plan #1.txt" });
  const fileIds = [plan.fileId];
  const clientId = crypto.randomUUID();
  await sendMessage(freelancer, { conversationId, clientId, body: "Yes.", fileIds });
  await say(client, { conversationId }, "I take that back.");
  const work = await uploadBytes(freelancer, "submission", { name: "work.txt" });
  const submitted = { contractId, submissionNumber: 0, note: "Here it is." };
  await submitWork(freelancer, { ...submitted, fileIds: [work.fileId] });
  return { ...hired, conversationId, plan, work };
}

async function download(actor: Actor, { contractId }: Pick<Hired, "contractId">) {
  const response = serveBundle(await getEvidence(actor, contractId));
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.headers.get("content-length")).toBe(String(bytes.length));
  return { bytes, entries: readZip(bytes) };
}

function readFact<T>(entries: Map<string, Buffer>, name: string): T {
  return JSON.parse(entries.get(`facts/${name}.json`)?.toString() ?? "nothing");
}

test("a bundle has what both agreed to, did and wrote, the files' bytes, and a chain that holds", async () => {
  const made = await makeWork();
  const { bytes, entries } = await download(made.client, made);
  expect(await verifyBundle(new Blob([bytes]))).toEqual([]);
  const { manifest } = await getEvidence(made.client, made.contractId);
  expect(await verifyBundle(new Blob([bytes]), manifest.head)).toEqual([]);
  const workPath = `files/${made.work.fileId}/work.txt`;
  expect(entries.get(workPath)?.toString()).toBe("Some notes.");
  expect(readFact(entries, "agreement")).toMatchObject({
    versions: [{ version: 1, acceptedBy: "client", terms: { milestones: [{ number: 1 }] } }],
  });
  expect(readFact(entries, "work")).toMatchObject([
    {
      submissions: [
        { note: "Here it is.", files: [{ path: workPath, sha256: sha256("Some notes.") }] },
      ],
    },
  ]);
  expect(readFact(entries, "payments")).toMatchObject([
    { amountCents: 40_000, entries: [{ kind: "hold", amountCents: 40_000 }] },
  ]);
  expect(readFact(entries, "history")).toContainEqual(
    expect.objectContaining({ kind: "submitted", by: "freelancer" }),
  );
  expect(readFact(entries, "seen")).toMatchObject({
    messages: expect.arrayContaining([{ who: "client", upToMessage: 3 }]),
    told: expect.arrayContaining([
      expect.objectContaining({ who: "client", kind: "work_submitted" }),
    ]),
  });
  const page = entries.get("index.html")?.toString() ?? "";
  expect(page).toContain(manifest.head);
  expect(page).toContain("Is &lt;b&gt;Monday&lt;/b&gt; fine?");
  expect(page).toContain(`files/${made.plan.fileId}/plan%20%231.txt`);
  expect(page).not.toMatch(/<script|https?:/);
});

test("both sides get the same bytes; nobody else learns that there is anything", async () => {
  const made = await makeWork();
  const [one, other] = [await download(made.client, made), await download(made.freelancer, made)];
  expect(one.bytes.equals(other.bytes)).toBe(true);
  const stranger = await makeClient();
  for (const contractId of [made.contractId, "ctr_01j00000000000000000000000", "nothing"]) {
    await expect(getEvidence(stranger, contractId)).rejects.toMatchObject({ code: "not_found" });
  }
});

test("a deleted message stays as deleted, with the hash of what it was; an edited one with that before", async () => {
  const made = await makeWork();
  await editMessage(made.client, { ...made, seq: 1, body: "Is Tuesday fine?" });
  await deleteMessage(made.client, { ...made, seq: 3 });
  await deleteMessage(made.freelancer, { ...made, seq: 2 });
  const { entries } = await download(made.freelancer, made);
  expect(readFact(entries, "conversation")).toMatchObject([
    {
      text: "Is Tuesday fine?",
      editedAt: expect.any(String),
      before: [{ sha256: sha256("Is <b>Monday</b> fine?"), text: null }],
    },
    {
      text: null,
      files: [],
      before: [
        { sha256: sha256("Yes."), files: [{ name: "plan #1.txt", sha256: sha256("Some notes.") }] },
      ],
    },
    {
      text: null,
      deletedAt: expect.any(String),
      before: [{ sha256: sha256("I take that back.") }],
    },
  ]);
  expect(entries.get("index.html")?.toString()).toContain("Deleted at");
});

describe("once there is a dispute", () => {
  test("what was sent before it cannot be removed from the evidence by either, nor its files", async () => {
    const made = await makeWork();
    await openOver(made);
    await say(made.client, made, "Sent while it is disputed.");
    await editMessage(made.client, { ...made, seq: 1, body: "I never asked." });
    await deleteMessage(made.client, { ...made, seq: 3 });
    await deleteMessage(made.client, { ...made, seq: 4 });
    await expect(deleteMessage(made.freelancer, { ...made, seq: 2 })).rejects.toMatchObject({
      code: "file_relied_on",
    });
    const { entries } = await download(made.freelancer, made);
    expect(readFact(entries, "conversation")).toMatchObject([
      { text: "I never asked.", before: [{ text: "Is <b>Monday</b> fine?" }] },
      { text: "Yes.", files: [{ name: "plan #1.txt" }] },
      { text: null, deletedAt: expect.any(String), before: [{ text: "I take that back." }] },
      { text: null, before: [{ text: null, sha256: sha256("Sent while it is disputed.") }] },
    ]);
  });

  test("reported words stay in it too", async () => {
    const made = await makeWork();
    await reportIt(made.freelancer, `${made.conversationId}.3`);
    await deleteMessage(made.client, { ...made, seq: 3 });
    const kept = { text: null, before: [{ text: null }] };
    const before = await download(made.client, made);
    expect(readFact<object[]>(before.entries, "conversation")[2]).toMatchObject(kept);
    await openOver(made);
    const after = await download(made.client, made);
    expect(readFact<object[]>(after.entries, "conversation")[2]).toMatchObject({
      before: [{ text: "I take that back." }],
    });
  });

  test("it holds the claim, the answer, the offers, and what was stated with its files", async () => {
    const made = await makeWork();
    const disputeId = await answeredOver(made);
    const shot = await uploadBytes(made.client, "dispute", { name: "shot.txt" });
    await addStatement(made.client, {
      disputeId,
      text: "Look at the shot.",
      fileIds: [shot.fileId],
      requestKey: crypto.randomUUID(),
    });
    const { entries, bytes } = await download(made.client, made);
    expect(readFact(entries, "disputes")).toMatchObject([
      {
        openedBy: "client",
        reason: "The last page is missing.",
        answer: "It was there.",
        offers: [{ by: "client" }, { by: "freelancer", toFreelancerCents: 30_000 }],
        statements: [{ by: "client", files: [{ path: `files/${shot.fileId}/shot.txt` }] }],
      },
    ]);
    expect(entries.get("index.html")?.toString()).toContain("The last page is missing.");
    expect(await verifyBundle(new Blob([bytes]))).toEqual([]);
  });

  test("a mediator reads it from the moment on at which it came to them, and nobody else of the house", async () => {
    const made = await makeWork();
    const [moderator, accountant] = [await makeStaff("moderator"), await makeStaff("accountant")];
    await answeredOver(made);
    const notYet = getEvidence(moderator, made.contractId);
    await expect(notYet).rejects.toMatchObject({ code: "not_found" });
    await getDb().update(disputes).set({ mediationAt: now() });
    const own = await download(made.client, made);
    expect((await download(moderator, made)).bytes.equals(own.bytes)).toBe(true);
    const never = getEvidence(accountant, made.contractId);
    await expect(never).rejects.toMatchObject({ code: "not_found" });
  });
});

test("what was kept of a message is never changed", async () => {
  const made = await makeWork();
  await deleteMessage(made.client, { ...made, seq: 3 });
  for (const statement of ["update kept_messages set number = 9", "delete from kept_messages"]) {
    await expect(getDb().execute(sql.raw(statement))).rejects.toMatchObject({
      cause: expect.objectContaining({ message: "kept_messages_are_append_only" }),
    });
  }
});

test("a file whose bytes are not what was uploaded breaks the download off", async () => {
  const made = await makeWork();
  await getDb()
    .update(files)
    .set({ sha256: new Uint8Array(32) })
    .where(sql`id = ${made.work.fileId}`);
  await expect(download(made.client, made)).rejects.toThrow("are not those that were uploaded");
});

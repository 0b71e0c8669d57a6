import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { conversations, jobs, messages, portfolioItems, submissions } from "#db/schema";
import {
  makeAdmin,
  makeClient,
  makeFreelancer,
  makeJob,
  makeProposal,
} from "#db/testing/factories";
import { hire } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { uploadBytes } from "#db/testing/uploads";
import type { VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { now } from "#lib/time";
import { attachFiles } from "../attach-files.ts";
import type { FilePurpose, Place } from "../policy.ts";
import { listMessageFiles } from "./attached.ts";
import { getReadableFile, getReadableSubmission } from "./readable.ts";
import { getQuota } from "./room.ts";

const database = useTestDatabase();

const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function attached(owner: VerifiedActor, purpose: FilePurpose, to: Place): Promise<Id<"fil">> {
  const isPicture = purpose === "avatar" || purpose === "portfolio";
  const sent = isPicture ? { name: "a.png", type: "image/png", bytes: picture } : {};
  const { fileId } = await uploadBytes(owner, purpose, sent);
  await getDb().transaction((tx) =>
    attachFiles(tx, { ownerId: owner.userId, fileIds: [fileId], purpose, to }),
  );
  return fileId;
}

/** Who of these people may read it, as their names. */
async function readersOf(fileId: Id<"fil">, people: Record<string, VerifiedActor | null>) {
  const names: string[] = [];
  for (const [name, actor] of Object.entries(people)) {
    const isReadable = await getReadableFile(actor, fileId).then(
      () => true,
      (error) => {
        expect(error).toMatchObject({ code: "not_found" });
        return false;
      },
    );
    if (isReadable) names.push(name);
  }
  return names;
}

async function outsiders() {
  return {
    otherClient: await makeClient(),
    otherFreelancer: await makeFreelancer(),
    admin: await makeAdmin(),
    signedOut: null,
  };
}

describe("who may read", () => {
  test("a file that is attached to nothing: its owner", async () => {
    const owner = await makeClient();
    const { fileId } = await uploadBytes(owner, "message");
    expect(await readersOf(fileId, { owner, ...(await outsiders()) })).toEqual(["owner"]);
  });

  test("a message’s file: the two people of the conversation", async () => {
    const { client, freelancer, jobId } = await hire();
    const conversationId = newId("cnv");
    const at = { createdAt: now() };
    const parties = { clientId: client.userId, freelancerId: freelancer.userId };
    await getDb()
      .insert(conversations)
      .values({ id: conversationId, jobId, ...parties, ...at });
    await getDb()
      .insert(messages)
      .values({
        conversationId,
        seq: 1,
        senderId: client.userId,
        clientId: newId("cnv"),
        requestHash: Buffer.alloc(32),
        body: "",
        ...at,
      });
    const fileId = await attached(client, "message", { conversationId, messageSeq: 1 });
    const people = { client, freelancer, ...(await outsiders()) };
    expect(await readersOf(fileId, people)).toEqual(["client", "freelancer"]);
    const found = await listMessageFiles(getDb(), conversationId, [1, 2]);
    expect([...found.keys()]).toEqual([1]);
  });

  test("a submission’s file: the two parties of the contract", async () => {
    const { client, freelancer, contractId } = await hire();
    const submissionId = newId("sub");
    const version = { id: submissionId, contractId, number: 1, note: "Here.", createdAt: now() };
    await getDb()
      .insert(submissions)
      .values({ ...version, requestKey: "one" });
    const others = await outsiders();
    await expect(getReadableSubmission(client, submissionId)).rejects.toMatchObject({
      code: "not_found",
    });
    const fileId = await attached(freelancer, "submission", { submissionId });
    const people = { client, freelancer, ...others };
    expect(await readersOf(fileId, people)).toEqual(["client", "freelancer"]);
    expect((await getReadableSubmission(client, submissionId)).files).toHaveLength(1);
    for (const actor of [others.otherClient, others.admin, null]) {
      const answer = getReadableSubmission(actor, submissionId);
      await expect(answer).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("a job’s file: every freelancer while it is open, then only the one who was hired", async () => {
    const client = await makeClient();
    const jobId = await makeJob(client);
    const applicant = await makeFreelancer();
    await makeProposal(jobId, applicant);
    const fileId = await attached(client, "job", { jobId });
    const people = { client, applicant, ...(await outsiders()) };
    expect(await readersOf(fileId, people)).toEqual(["client", "applicant", "otherFreelancer"]);
    await getDb().update(jobs).set({ status: "closed" });
    expect(await readersOf(fileId, people)).toEqual(["client"]);

    const hired = await hire();
    const agreed = await attached(hired.client, "job", { jobId: hired.jobId });
    const parties = { hirer: hired.client, hired: hired.freelancer, ...people };
    expect(await readersOf(agreed, parties)).toEqual(["hirer", "hired"]);
  });

  test("avatars and portfolios: everyone", async () => {
    const ana = await makeFreelancer();
    const itemId = newId("prt");
    await getDb()
      .insert(portfolioItems)
      .values({ id: itemId, userId: ana.userId, position: 1, title: "A checkout" });
    const avatar = await attached(ana, "avatar", { avatarOf: ana.userId });
    const work = await attached(ana, "portfolio", { portfolioItemId: itemId });
    const people = { ana, ...(await outsiders()) };
    expect(await readersOf(avatar, people)).toEqual(Object.keys(people));
    expect(await readersOf(work, people)).toEqual(Object.keys(people));
    await getDb().delete(portfolioItems);
    expect(await readersOf(work, people)).toEqual(["ana"]);
  });

  test("nothing with an invalid id, and nothing that is still uploading", async () => {
    const owner = await makeClient();
    const { fileId } = await uploadBytes(owner, "message");
    await database().owner.sql`update files set status = 'uploading' where id = ${fileId}`;
    expect(await readersOf(fileId, { owner })).toEqual([]);
    await expect(getReadableFile(owner, "../secrets")).rejects.toMatchObject({ code: "not_found" });
  });
});

test("the quota counts what a person has stored, and nobody else’s", async () => {
  const owner = await makeClient();
  expect(await getQuota(owner)).toEqual({
    usedBytes: 0,
    limitBytes: 1024 ** 3,
    fileBytes: 25 * 1024 ** 2,
    filesMax: 10,
  });
  await uploadBytes(owner, "message", { bytes: Buffer.alloc(1000, "a") });
  await uploadBytes(await makeClient(), "message");
  expect(await getQuota(owner)).toMatchObject({ usedBytes: 1000 });
});

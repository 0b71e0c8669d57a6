import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { makeStoredFiles } from "#db/testing/stored-files";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { attachFiles } from "#lib/files/attach-files";
import { listJobFiles } from "#lib/files/queries/attached";
import type { Id } from "#lib/ids";
import { closeJob } from "./close-job.ts";
import { removeJobFile } from "./remove-job-file.ts";

useTestDatabase();

async function jobWithFiles(client: Actor) {
  const jobId = await makeJob(client);
  const fileIds = await makeStoredFiles(client, "job", ["a.txt", "b.txt"]);
  const to = { jobId };
  await getDb().transaction((tx) =>
    attachFiles(tx, { ownerId: client.userId, fileIds, purpose: "job", to }),
  );
  const [first] = fileIds;
  if (!first) throw new Error("There are no files");
  return { jobId, fileId: first };
}

async function namesOf(jobId: Id<"job">) {
  return (await listJobFiles(getDb(), jobId)).map(({ name }) => name);
}

test("a file can be removed while nobody has applied, and only by its client", async () => {
  const client = await makeClient();
  const { jobId, fileId } = await jobWithFiles(client);
  for (const actor of [await makeClient(), await makeFreelancer()]) {
    await expect(removeJobFile(actor, { fileId })).rejects.toMatchObject({ code: "not_found" });
  }
  await removeJobFile(client, { fileId });
  expect(await namesOf(jobId)).toEqual(["b.txt"]);
  await expect(removeJobFile(client, { fileId })).rejects.toMatchObject({ code: "not_found" });
});

test("once there is a proposal it stays until the job is closed", async () => {
  const client = await makeClient();
  const { jobId, fileId } = await jobWithFiles(client);
  await makeProposal(jobId, await makeFreelancer());
  const refusal = { code: "file_relied_on" };
  await expect(removeJobFile(client, { fileId })).rejects.toMatchObject(refusal);
  await closeJob(client, { jobId, proposalsSeen: 9 });
  await removeJobFile(client, { fileId });
  expect(await namesOf(jobId)).toEqual(["b.txt"]);
});

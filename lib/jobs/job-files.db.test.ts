import { expect, test } from "vitest";
import { makeClient, makeFreelancer, makeProposal } from "#db/testing/factories";
import { makeStoredFile, makeStoredFiles } from "#db/testing/stored-files";
import { useTestDatabase } from "#db/testing/test-database";
import type { VerifiedActor } from "#lib/auth/actor";
import { newId } from "#lib/new-id";
import { closeJob } from "./close-job.ts";
import { editJob } from "./edit-job.ts";
import { postJob } from "./post-job.ts";
import { getJob } from "./queries/jobs.ts";
import type { PostJobInput } from "./schema.ts";

useTestDatabase();

const fields = {
  title: "Offline maps for a hiking club",
  category: "web-development",
  skills: "React, Maps",
  description: "Vector tiles for one region, installable, readable on a sunny ridge.",
  budgetCents: "2100",
  timelineDays: "30",
  releaseRule: "on_approval",
  reviewWindowDays: "14",
} as const;

type FileIds = NonNullable<PostJobInput["fileIds"]>;

async function post(client: VerifiedActor, fileIds: FileIds) {
  const { jobId } = await postJob(client, { requestKey: newId("job"), ...fields, fileIds });
  return jobId;
}

async function namesFor(actor: VerifiedActor | null, jobId: string) {
  const { files, fileCount } = await getJob(actor, jobId);
  return { names: files.map(({ name }) => name), fileCount };
}

test("the client and every freelancer can open an open job's files; others see only how many there are", async () => {
  const client = await makeClient();
  const jobId = await post(client, await makeStoredFiles(client, "job", ["a.pdf", "b.png"]));
  const all = { names: ["a.pdf", "b.png"], fileCount: 2 };
  expect(await namesFor(client, jobId)).toEqual(all);
  expect(await namesFor(await makeFreelancer(), jobId)).toEqual(all);
  const nothing = { names: [], fileCount: 2 };
  expect(await namesFor(null, jobId)).toEqual(nothing);
  expect(await namesFor(await makeClient(), jobId)).toEqual(nothing);
});

test("once the job is closed, freelancers can no longer open its files", async () => {
  const client = await makeClient();
  const freelancer = await makeFreelancer();
  const jobId = await post(client, [await makeStoredFile(client, "job")]);
  await closeJob(client, { jobId, proposalsSeen: 9 });
  expect(await namesFor(freelancer, jobId)).toEqual({ names: [], fileCount: 1 });
  expect(await namesFor(client, jobId)).toEqual({ names: ["notes.txt"], fileCount: 1 });
});

test("the same form posts once and attaches its files once", async () => {
  const client = await makeClient();
  const form = {
    requestKey: newId("job"),
    ...fields,
    fileIds: [await makeStoredFile(client, "job")],
  };
  const { jobId } = await postJob(client, form);
  expect(await postJob(client, form)).toEqual({ jobId, isReplay: true });
});

test("another person's file, one for another purpose and one that is already attached post nothing", async () => {
  const client = await makeClient();
  const attached = await makeStoredFile(client, "job");
  await post(client, [attached]);
  const unusable = [
    await makeStoredFile(await makeClient(), "job"),
    await makeStoredFile(client, "message"),
    attached,
  ];
  for (const fileId of unusable) {
    await expect(post(client, [fileId])).rejects.toMatchObject({ code: "file_unavailable" });
  }
});

test("editing adds new files after those that stay and removes those left out, even when the job has proposals", async () => {
  const client = await makeClient();
  const [a = newId("fil"), b = newId("fil"), c = newId("fil")] = await makeStoredFiles(
    client,
    "job",
    ["a.pdf", "b.pdf", "c.pdf"],
  );
  const jobId = await post(client, [a, b]);
  await makeProposal(jobId, await makeFreelancer());
  const edited = await editJob(client, { jobId, ...fields, fileIds: [b, c], jobRevision: 1 });
  expect(edited.isReplay).toBe(false);
  expect(await namesFor(client, jobId)).toEqual({ names: ["b.pdf", "c.pdf"], fileCount: 2 });
  const again = await editJob(client, { jobId, ...fields, fileIds: [b, c], jobRevision: 1 });
  expect(again.isReplay).toBe(true);
  await expect(
    editJob(client, { jobId, ...fields, fileIds: [a], jobRevision: 2 }),
  ).rejects.toMatchObject({
    code: "file_unavailable",
  });
});

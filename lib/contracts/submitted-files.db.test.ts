import { expect, test } from "vitest";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import {
  AS_MADE,
  hire,
  IS_HELD,
  money,
  PRICE,
  provesTheLedger,
  race,
  read,
} from "#db/testing/hiring";
import { makeStoredFile, makeStoredFiles } from "#db/testing/stored-files";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { newId } from "#lib/new-id";
import { acceptProposal } from "./accept-proposal.ts";
import { getContract } from "./queries/contracts.ts";
import { requestChanges } from "./request-changes.ts";
import { submitWork } from "./submit-work.ts";

useTestDatabase();
provesTheLedger();

const NAMES = ["plan.pdf", "photo.png", "notes.txt"];

test("a submission shows its files to both parties, in the order they were chosen", async () => {
  const { client, freelancer, contractId } = await hire();
  const [plan, photo, notes] = await makeStoredFiles(freelancer, "submission", NAMES);
  const fileIds = [notes, plan, photo].flatMap((id) => id ?? []);
  await submitWork(freelancer, { contractId, note: "Done.", fileIds, submissionNumber: 0 });
  for (const party of [client, freelancer]) {
    const { submissions } = await getContract(party, contractId);
    const names = submissions[0]?.files.map(({ name }) => name);
    expect(names).toEqual(["notes.txt", "plan.pdf", "photo.png"]);
  }
});

test("each version keeps its own files, and the history says how many there were", async () => {
  const { client, freelancer, contractId } = await hire();
  const [first, ...second] = await makeStoredFiles(freelancer, "submission", NAMES);
  await submitWork(freelancer, {
    contractId,
    note: "One.",
    fileIds: first ? [first] : [],
    submissionNumber: 0,
  });
  await requestChanges(client, { contractId, note: "More.", submissionNumber: 1 });
  await submitWork(freelancer, { contractId, note: "Two.", fileIds: second, submissionNumber: 1 });
  const { submissions, timeline } = await getContract(client, contractId);
  expect(submissions.map(({ files }) => files.length)).toEqual([1, 2]);
  const lines = timeline.filter(({ kind }) => kind === "submitted").map(({ rest }) => rest);
  expect(lines).toEqual([", version 2, 2 files", ", version 1, 1 file"]);
});

test("the same form with the same files submits once; with another file it is another form", async () => {
  const { client, freelancer, contractId } = await hire();
  const [first = newId("fil"), second = newId("fil")] = await makeStoredFiles(
    freelancer,
    "submission",
    NAMES,
  );
  const form = {
    contractId,
    submissionNumber: 0,
    note: "Done.",
    requestKey: "version-1",
    fileIds: [first],
  };
  const { submissionId } = await submitWork(freelancer, form);
  expect(await submitWork(freelancer, form)).toMatchObject({ submissionId, isReplay: true });
  await requestChanges(client, { contractId, note: "Again.", submissionNumber: 1 });
  const other = await submitWork(freelancer, { ...form, fileIds: [second], submissionNumber: 1 });
  expect(other).toMatchObject({ number: 2, isReplay: false });
});

test("a file that cannot be attached refuses the submission as a whole, and no money moves", async () => {
  const hired = await hire("on_submission");
  const { client, freelancer, contractId } = hired;
  const own = await makeStoredFile(freelancer, "submission");
  const unusable = [
    await makeStoredFile(await makeFreelancer(), "submission"),
    await makeStoredFile(client, "submission"),
    await makeStoredFile(freelancer, "message"),
    newId("fil"),
  ];
  for (const fileId of unusable) {
    const refused = submitWork(freelancer, {
      contractId,
      note: "Mine.",
      fileIds: [own, fileId],
      submissionNumber: 0,
    });
    await expect(refused).rejects.toMatchObject({ code: "file_unavailable" });
  }
  expect(await read(hired)).toMatchObject({ status: "in_progress", versions: [] });
  expect(await money(hired)).toEqual(IS_HELD);
  const submitted = await submitWork(freelancer, {
    contractId,
    note: "Mine.",
    fileIds: [own],
    submissionNumber: 0,
  });
  expect(submitted.releasedCents).toBe(PRICE);
});

test("a file belongs to only one submission, even when two contracts want it at once", async () => {
  const { freelancer, contractId } = await hire();
  const contractIds = [contractId, await hireAgain(freelancer)];
  const fileId = await makeStoredFile(freelancer, "submission");
  const { effects, codes } = await race(
    contractIds.map((id) =>
      submitWork(freelancer, {
        contractId: id,
        note: "Done.",
        fileIds: [fileId],
        submissionNumber: 0,
      }),
    ),
  );
  expect(effects).toBe(1);
  expect(codes).toEqual(["file_unavailable"]);
});

/** Another contract of the same freelancer. */
async function hireAgain(freelancer: Actor) {
  const client = await makeClient({ fundsCents: PRICE });
  const jobId = await makeJob(client, { releaseRule: "on_approval" });
  const proposalId = await makeProposal(jobId, freelancer);
  const { contractId } = await acceptProposal(client, { proposalId, ...AS_MADE });
  return contractId;
}

test("more files than a submission may have are refused before anything happens", async () => {
  const { freelancer, contractId } = await hire();
  const fileIds = Array.from({ length: 11 }, () => newId("fil"));
  const refused = submitWork(freelancer, {
    contractId,
    note: "Many.",
    fileIds,
    submissionNumber: 0,
  });
  await expect(refused).rejects.toThrow("Attach at most 10 files.");
});

test("another person's contract answers like one that does not exist, with or without files", async () => {
  const { freelancer, contractId } = await hire();
  const fileIds = [await makeStoredFile(freelancer, "submission")];
  await submitWork(freelancer, { contractId, note: "Done.", fileIds, submissionNumber: 0 });
  const refused = getContract(await makeFreelancer(), contractId);
  await expect(refused).rejects.toMatchObject({ code: "not_found" });
});

import { expect, test } from "vitest";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { renewJob } from "#lib/jobs/renew-job";
import { addDays, now } from "#lib/time";
import { changeProposal } from "./change-proposal.ts";
import { getProposal, listPendingProposals } from "./queries.ts";
import { submitProposal } from "./submit-proposal.ts";
import { withdrawProposal } from "./withdraw-proposal.ts";

useTestDatabase();

const LETTER = "I have done this kind of work before, and would begin with the worst of it.";
const OFFER = { coverLetter: LETTER, priceCents: "300", timelineDays: "9", fileIds: [] };

test("nobody can apply to a job that has expired, until it is renewed", async () => {
  const client = await makeClient();
  const freelancer = await makeFreelancer();
  const jobId = await makeJob(client, { expiresAt: addDays(now(), -1) });
  const apply = () => submitProposal(freelancer, { jobId, jobRevision: 1, ...OFFER });
  await expect(apply()).rejects.toMatchObject({ code: "job_expired" });
  expect((await listPendingProposals(freelancer)).rows).toEqual([]);
  await renewJob(client, { jobId });
  expect(await apply()).toMatchObject({ isReplay: false });
});

test("both sides of a proposal see that its job has expired; it stands, and can be changed and withdrawn", async () => {
  const client = await makeClient();
  const freelancer = await makeFreelancer();
  const jobId = await makeJob(client, { expiresAt: addDays(now(), -1) });
  const proposalId = await makeProposal(jobId, freelancer);
  for (const actor of [client, freelancer]) {
    const seen = await getProposal(actor, proposalId);
    expect(seen).toMatchObject({ status: "submitted", job: { status: "expired" } });
  }
  await changeProposal(freelancer, { proposalId, proposalRevision: 1, jobRevision: 1, ...OFFER });
  await withdrawProposal(freelancer, { proposalId, proposalRevision: 2 });
  expect(await getProposal(freelancer, proposalId)).toMatchObject({ status: "withdrawn" });
});

import { expect, test } from "vitest";
import { makeClient, makeFreelancer, makeProposal } from "#db/testing/factories";
import { AS_MADE, provesTheLedger } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { postJob } from "#lib/jobs/post-job";
import { acceptProposal } from "./accept-proposal.ts";
import { getContract } from "./queries/contracts.ts";
import { requestChanges } from "./request-changes.ts";
import { submitWork } from "./submit-work.ts";

useTestDatabase();
provesTheLedger();

const CHECKLIST = "Works with the keyboard\n\n  Has alternative texts \nHas alternative texts";

async function hire() {
  const client = await makeClient({ fundsCents: 100_000 });
  const freelancer = await makeFreelancer();
  const { jobId } = await postJob(client, {
    requestKey: "checked",
    title: "A shop for everybody",
    category: "data",
    skills: ["HTML"],
    description: "Our shop has to work for everybody, whatever they use to read it.",
    budgetCents: "400",
    timelineDays: "10",
    releaseRule: "on_approval",
    reviewWindowDays: "7",
    checklist: CHECKLIST,
    fileIds: [],
  });
  const proposalId = await makeProposal(jobId, freelancer);
  const { contractId } = await acceptProposal(client, { proposalId, ...AS_MADE });
  return { client, freelancer, contractId };
}

test("what is posted with the job is agreed on, ticked with a word, and named when it is not met", async () => {
  const { client, freelancer, contractId } = await hire();
  const { agreed } = await getContract(freelancer, contractId);
  expect(agreed.checklist).toEqual(["Works with the keyboard", "Has alternative texts"]);
  await submitWork(freelancer, {
    contractId,
    submissionNumber: 0,
    note: "Here it is.",
    ticks: [{ place: 1, word: "All of them" }],
  });
  await requestChanges(client, {
    contractId,
    submissionNumber: 1,
    note: "The menu.",
    unmet: [0],
  });
  const { submissions } = await getContract(client, contractId);
  expect(submissions[0]).toMatchObject({
    ticks: [{ item: "Has alternative texts", word: "All of them" }],
    changes: { unmet: ["Works with the keyboard"] },
  });
});

test("an item that was never agreed on can be neither ticked nor missed", async () => {
  const { client, freelancer, contractId } = await hire();
  const work = { contractId, submissionNumber: 0, note: "Here it is." };
  await expect(
    submitWork(freelancer, { ...work, ticks: [{ place: 2, word: "" }] }),
  ).rejects.toMatchObject({ code: "invalid_input" });
  await submitWork(freelancer, work);
  await expect(
    requestChanges(client, { contractId, submissionNumber: 1, note: "No.", unmet: [7] }),
  ).rejects.toMatchObject({ code: "invalid_input" });
});

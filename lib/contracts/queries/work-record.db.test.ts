import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { milestones } from "#db/schema";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { AS_MADE } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { acceptProposal } from "../accept-proposal.ts";
import { markComplete } from "../mark-complete.ts";
import { submitWork } from "../submit-work.ts";
import { getWorkRecord } from "./work-record.ts";

useTestDatabase();

test("a freelancer's record counts what is completed, open and submitted on time", async () => {
  const client = await makeClient({ fundsCents: 200_000 });
  const freelancer = await makeFreelancer();
  const hire = async () => {
    const proposalId = await makeProposal(await makeJob(client), freelancer);
    return (await acceptProposal(client, { proposalId, ...AS_MADE })).contractId;
  };
  const [completed, late] = [await hire(), await hire(), await hire()];
  if (!completed || !late) throw new Error("Hired nobody");
  await getDb()
    .update(milestones)
    .set({ dueAt: new Date(0) })
    .where(eq(milestones.contractId, late));
  for (const contractId of [completed, late]) {
    await submitWork(freelancer, { contractId, note: "Here it is.", submissionNumber: 0 });
  }
  await markComplete(client, { contractId: completed, submissionNumber: 1, heldCents: 0 });
  expect(await getWorkRecord(freelancer.userId)).toEqual({
    completedCount: 1,
    activeCount: 2,
    deliveredCount: 2,
    onTimeCount: 1,
    changedCount: 0,
  });
});

test("a freelancer without a contract has an empty record", async () => {
  const { userId } = await makeFreelancer();
  expect(await getWorkRecord(userId)).toEqual({
    completedCount: 0,
    activeCount: 0,
    deliveredCount: 0,
    onTimeCount: 0,
    changedCount: 0,
  });
});

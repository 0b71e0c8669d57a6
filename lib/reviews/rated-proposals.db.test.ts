import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { letters, proposals } from "#db/schema";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { hireAndSubmit } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { markComplete } from "#lib/contracts/mark-complete";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { SAME_LETTER_FROM } from "#lib/proposals/policy";
import { now } from "#lib/time";
import { leaveReview } from "./leave-review.ts";

useTestDatabase();

async function read(proposalId: Id<"prp">) {
  const [row] = await getDb()
    .select({ rating: proposals.ratingHundredths, standing: proposals.standing })
    .from(proposals)
    .where(eq(proposals.id, proposalId));
  return row;
}

test("a proposal has its freelancer's rating, from before and from after it was made", async () => {
  const { client, freelancer, contractId } = await hireAndSubmit("on_submission");
  const early = await makeProposal(await makeJob(client), freelancer);
  expect(await read(early)).toMatchObject({ rating: 0 });
  await markComplete(client, { contractId, submissionNumber: 1, heldCents: 0 });
  await leaveReview(client, { contractId, rating: 4, text: "It was done well and in time." });
  expect(await read(early)).toMatchObject({ rating: 0 });
  await leaveReview(freelancer, { contractId, rating: 5, text: "Clear, and paid at once." });
  expect(await read(early)).toMatchObject({ rating: 400 });
  const late = await makeProposal(await makeJob(client), freelancer);
  expect(await read(late)).toMatchObject({ rating: 400 });
});

test("a letter that goes to many jobs moves all its live proposals behind the others, and back", async () => {
  const freelancer = await makeFreelancer();
  const letterId = newId("ltr");
  const text = { freelancerId: freelancer.userId, sketch: [1], bands: [1], createdAt: now() };
  await getDb()
    .insert(letters)
    .values({ id: letterId, ...text });
  const proposalId = await makeProposal(await makeJob(await makeClient()), freelancer);
  const isIt = eq(proposals.id, proposalId);
  await getDb().update(proposals).set({ letterId }).where(isIt);
  const send = (jobCount: number) =>
    getDb().update(letters).set({ jobCount }).where(eq(letters.id, letterId));
  await send(SAME_LETTER_FROM);
  expect(await read(proposalId)).toMatchObject({ standing: 2 });
  await send(SAME_LETTER_FROM + 1);
  expect(await read(proposalId)).toMatchObject({ standing: 1 });
  await getDb().update(proposals).set({ shortlistedAt: now() }).where(isIt);
  expect(await read(proposalId)).toMatchObject({ standing: 3 });
  await getDb().update(proposals).set({ shortlistedAt: null, letterId: null }).where(isIt);
  expect(await read(proposalId)).toMatchObject({ standing: 2 });
});

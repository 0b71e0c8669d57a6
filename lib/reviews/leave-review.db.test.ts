import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { reviews } from "#db/schema";
import {
  makeAdmin,
  makeClient,
  makeFreelancer,
  makeJob,
  makeProposal,
} from "#db/testing/factories";
import { AS_MADE, hire, hireAndSubmit, PRICE, provesTheLedger, race } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import type { VerifiedActor } from "#lib/auth/actor";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { markComplete } from "#lib/contracts/mark-complete";
import { submitWork } from "#lib/contracts/submit-work";
import { leaveReview } from "./leave-review.ts";
import { getReputation, listContractReviews, listReviews } from "./queries.ts";

useTestDatabase();
provesTheLedger();

async function completed() {
  const hired = await hireAndSubmit();
  await markComplete(hired.client, {
    contractId: hired.contractId,
    submissionNumber: 1,
    heldCents: PRICE,
  });
  return hired;
}

const GOOD = { rating: 5, text: "Clear, quick, kind." };

describe("leaving a review", () => {
  test("appears on the freelancer's profile with the job it belongs to", async () => {
    const { client, freelancer, contractId, jobId } = await completed();
    await leaveReview(client, { contractId, ...GOOD });
    const { rows: shown, total } = await listReviews(freelancer.userId);
    expect(total).toBe(1);
    expect(shown[0]).toMatchObject({ ...GOOD, jobId, author: { name: "Northwind Trade" } });
    expect(await getReputation(freelancer.userId)).toEqual({
      average: 5,
      count: 1,
      distribution: [1, 0, 0, 0, 0],
    });
    expect(await getReputation(client.userId)).toMatchObject({ average: null, count: 0 });
  });

  test("the same review again returns the first one; another one is refused", async () => {
    const { client, freelancer, contractId } = await completed();
    const first = await leaveReview(client, { contractId, ...GOOD });
    expect(await leaveReview(client, { contractId, ...GOOD })).toEqual({
      ...first,
      isReplay: true,
    });
    await expect(
      leaveReview(client, { contractId, rating: 1, text: "I changed my mind." }),
    ).rejects.toMatchObject({ code: "already_reviewed" });
    expect(await getReputation(freelancer.userId)).toMatchObject({ average: 5, count: 1 });
  });

  test("before completion is refused", async () => {
    const working = await hire();
    const submitted = await hireAndSubmit("on_submission");
    for (const { client, contractId } of [working, submitted]) {
      await expect(leaveReview(client, { contractId, ...GOOD })).rejects.toMatchObject({
        code: "wrong_state",
      });
    }
  });

  test("is only for the client of the contract", async () => {
    const { freelancer, contractId } = await completed();
    await expect(leaveReview(freelancer, { contractId, ...GOOD })).rejects.toMatchObject({
      code: "forbidden",
    });
    for (const stranger of [await makeClient(), await makeFreelancer(), await makeAdmin()]) {
      await expect(leaveReview(stranger, { contractId, ...GOOD })).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(listContractReviews(stranger, contractId)).rejects.toMatchObject({
        code: "not_found",
      });
    }
    expect(await listContractReviews(freelancer, contractId)).toEqual([]);
  });

  test("twice at once leaves one", async () => {
    const { client, contractId } = await completed();
    const { effects, codes } = await race([
      leaveReview(client, { contractId, ...GOOD }),
      leaveReview(client, { contractId, rating: 2, text: "Slow." }),
      leaveReview(client, { contractId, ...GOOD }),
    ]);
    expect(effects).toBe(1);
    expect(codes.every((code) => code === "already_reviewed")).toBe(true);
    const rows = await getDb().select().from(reviews).where(eq(reviews.contractId, contractId));
    expect(rows).toHaveLength(1);
  });

  test.each([0, 6, 2.5, Number.NaN])("with %s stars is refused", async (rating) => {
    const { client, contractId } = await completed();
    await expect(leaveReview(client, { contractId, rating, text: "Hm." })).rejects.toThrow();
  });
});

describe("reputation", () => {
  test("is the average of all reviews, counted by stars", async () => {
    const freelancer = await makeFreelancer();
    for (const rating of [5, 4, 4]) await reviewed(freelancer, rating);
    expect(await getReputation(freelancer.userId)).toEqual({
      average: 4.33,
      count: 3,
      distribution: [1, 2, 0, 0, 0],
    });
    const { rows: shown, total } = await listReviews(freelancer.userId, { limit: 2 });
    expect(shown).toHaveLength(2);
    expect(total).toBe(3);
  });
});

async function reviewed(freelancer: VerifiedActor, rating: number): Promise<void> {
  const client = await makeClient({ fundsCents: 40_000 });
  const proposalId = await makeProposal(await makeJob(client), freelancer);
  const { contractId } = await acceptProposal(client, { proposalId, ...AS_MADE });
  await submitWork(freelancer, { contractId, note: "Done.", submissionNumber: 0 });
  await markComplete(client, { contractId, submissionNumber: 1, heldCents: 0 });
  await leaveReview(client, { contractId, rating, text: "A review." });
}

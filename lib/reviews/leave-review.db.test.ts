import { and, asc, eq, like } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { jobEvents, reviews } from "#db/schema";
import {
  makeAdmin,
  makeClient,
  makeFreelancer,
  makeJob,
  makeProposal,
} from "#db/testing/factories";
import {
  AS_MADE,
  hire,
  hireAndSubmit,
  letClocksAct,
  PRICE,
  provesTheLedger,
  race,
  travel,
} from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import type { VerifiedActor } from "#lib/auth/actor";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { actOnClock } from "#lib/contracts/act-on-clock";
import { actOnClocks } from "#lib/contracts/act-on-clocks";
import { markComplete } from "#lib/contracts/mark-complete";
import { getContract } from "#lib/contracts/queries/contracts";
import { submitWork } from "#lib/contracts/submit-work";
import type { Id } from "#lib/ids";
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
  test("appears on the profiles of both with the job it belongs to, once both have written", async () => {
    const { client, freelancer, contractId, jobId } = await completed();
    await leaveReview(client, { contractId, ...GOOD });
    await leaveReview(freelancer, { contractId, rating: 4, text: "Paid at once." });
    const { rows: shown, total } = await listReviews(freelancer.userId);
    expect(total).toBe(1);
    expect(shown[0]).toMatchObject({ ...GOOD, jobId, author: { name: "Northwind Trade" } });
    expect(await getReputation(freelancer.userId)).toEqual({
      average: 5,
      count: 1,
      distribution: [1, 0, 0, 0, 0],
    });
    expect(await getReputation(client.userId)).toMatchObject({ average: 4, count: 1 });
    const about = await listReviews(client.userId);
    expect(about.rows[0]).toMatchObject({ text: "Paid at once.", author: { isClient: false } });
    expect(await history(jobId)).toEqual(["reviewed", "reviewed", "reviews_opened"]);
  });

  test("one side's alone appears after 14 days, and the other can no longer write", async () => {
    const { client, freelancer, contractId, jobId } = await completed();
    await leaveReview(freelancer, { contractId, ...GOOD });
    travel(13.9);
    expect(await letClocksAct()).toBe(0);
    await expect(actOnClock({ contractId, subject: "reviews" })).rejects.toMatchObject({
      code: "not_due",
    });
    expect(await getReputation(client.userId)).toMatchObject({ count: 0 });
    travel(0.1);
    await expect(leaveReview(client, { contractId, ...GOOD })).rejects.toMatchObject({
      code: "reviews_closed",
    });
    expect(await letClocksAct()).toBe(1);
    expect(await actOnClock({ contractId, subject: "reviews" })).toEqual({ isReplay: true });
    expect(await getReputation(client.userId)).toMatchObject({ average: 5, count: 1 });
    expect(await history(jobId)).toEqual(["reviewed", "reviews_opened"]);
    await expect(leaveReview(client, { contractId, ...GOOD })).rejects.toMatchObject({
      code: "reviews_closed",
    });
    expect(await leaveReview(freelancer, { contractId, ...GOOD })).toMatchObject({
      isReplay: true,
    });
  });

  test("nothing is said of a contract that nobody reviewed", async () => {
    const { client, contractId, jobId } = await completed();
    travel(14);
    expect(await letClocksAct()).toBe(1);
    expect(await history(jobId)).toEqual([]);
    expect((await getContract(client, contractId)).refusals.review).toMatchObject({
      code: "reviews_closed",
    });
  });

  test("a contract that the clock completed can be reviewed, and one that was refunded in full cannot", async () => {
    const forgotten = await hireAndSubmit();
    travel(7);
    await letClocksAct();
    await leaveReview(forgotten.freelancer, { contractId: forgotten.contractId, ...GOOD });
    const { client, freelancer, contractId } = await hire();
    travel(100);
    await letClocksAct();
    for (const actor of [client, freelancer]) {
      await expect(leaveReview(actor, { contractId, ...GOOD })).rejects.toMatchObject({
        code: "wrong_state",
      });
    }
  });

  test("a downtime gives people a day more to write", async () => {
    const { client, contractId } = await completed();
    await letClocksAct();
    travel(14);
    expect(await actOnClocks(actOnClock)).toBe(0);
    await leaveReview(client, { contractId, ...GOOD });
  });

  test("the same review again returns the first one; another one is refused", async () => {
    const { client, freelancer, contractId } = await completed();
    await leaveReview(freelancer, { contractId, ...GOOD });
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

  test("is only for the parties of the contract", async () => {
    const { freelancer, contractId } = await completed();
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

  test("by both at once lets both appear, once", async () => {
    const { client, freelancer, contractId, jobId } = await completed();
    const { effects } = await race([
      leaveReview(client, { contractId, ...GOOD }),
      leaveReview(freelancer, { contractId, ...GOOD }),
    ]);
    expect(effects).toBe(2);
    expect(await history(jobId)).toEqual(["reviewed", "reviewed", "reviews_opened"]);
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
    const { average, distribution } = await getReputation(freelancer.userId);
    const stars = distribution.map((given, index) => given * (5 - index));
    const [sum, count] = [stars, distribution].map((all) => all.reduce((a, b) => a + b, 0));
    expect(average).toBe(Math.round((100 * (sum ?? 0)) / (count ?? 1)) / 100);
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
  await leaveReview(freelancer, { contractId, rating: 5, text: "A review." });
}

/** What became of its reviews, in order. */
async function history(jobId: Id<"job">): Promise<string[]> {
  const rows = await getDb()
    .select({ kind: jobEvents.kind, details: jobEvents.details })
    .from(jobEvents)
    .where(and(eq(jobEvents.jobId, jobId), like(jobEvents.kind, "review%")))
    .orderBy(asc(jobEvents.at), asc(jobEvents.id));
  for (const { details } of rows) expect(details).toEqual({});
  return rows.map(({ kind }) => kind);
}

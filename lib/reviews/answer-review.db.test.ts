import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { reviews } from "#db/schema";
import { makeAdmin, makeClient } from "#db/testing/factories";
import { hireAndApprove, provesTheLedger, race } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { answerReview } from "./answer-review.ts";
import { leaveReview } from "./leave-review.ts";
import { listContractReviews, listReviews } from "./queries.ts";

useTestDatabase();
provesTheLedger();

const FAIR = { rating: 3, text: "It came late." };
const ANSWER = "It did, and I said so a week before.";

/** The client's review, which has appeared unless the freelancer has not written. */
async function reviewed(isVisible = true) {
  const hired = await hireAndApprove();
  const { client, freelancer, contractId } = hired;
  const { reviewId } = await leaveReview(client, { contractId, ...FAIR });
  if (isVisible) await leaveReview(freelancer, { contractId, ...FAIR });
  return { ...hired, reviewId };
}

test("whom a review is about answers it once, for everyone to read", async () => {
  const { freelancer, client, contractId, reviewId } = await reviewed();
  expect(await answerReview(freelancer, { reviewId, answer: ANSWER })).toEqual({ isReplay: false });
  expect(await answerReview(freelancer, { reviewId, answer: ANSWER })).toEqual({ isReplay: true });
  await expect(answerReview(freelancer, { reviewId, answer: "No." })).rejects.toMatchObject({
    code: "already_answered",
  });
  const { rows } = await listReviews(freelancer.userId);
  expect(rows[0]).toMatchObject({ ...FAIR, answer: { text: ANSWER } });
  const left = await listContractReviews(client, contractId);
  expect(left.find((review) => review.reviewId === reviewId)?.answer?.text).toBe(ANSWER);
});

test("nobody else answers it, and nobody before it has appeared", async () => {
  const { client, reviewId } = await reviewed();
  await expect(answerReview(client, { reviewId, answer: ANSWER })).rejects.toMatchObject({
    code: "forbidden",
  });
  for (const stranger of [await makeClient(), await makeAdmin()]) {
    await expect(answerReview(stranger, { reviewId, answer: ANSWER })).rejects.toMatchObject({
      code: "not_found",
    });
  }
  const hidden = await reviewed(false);
  const early = { reviewId: hidden.reviewId, answer: ANSWER };
  await expect(answerReview(hidden.freelancer, early)).rejects.toMatchObject({ code: "not_found" });
});

test("two answers at once leave one", async () => {
  const { freelancer, reviewId } = await reviewed();
  const { effects, codes } = await race([
    answerReview(freelancer, { reviewId, answer: ANSWER }),
    answerReview(freelancer, { reviewId, answer: "Another one." }),
  ]);
  expect([effects, codes]).toEqual([1, ["already_answered"]]);
  const [row] = await getDb().select().from(reviews).where(eq(reviews.id, reviewId));
  expect(row?.answeredAt).not.toBeNull();
});

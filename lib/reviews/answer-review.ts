import { and, eq, or } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { contracts, reviews } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { recordEvent } from "#lib/jobs/record-event";
import { notify } from "#lib/notifications/notify";
import { now } from "#lib/time";
import { isVisibleTo } from "./queries.ts";
import { type AnswerReviewInput, answerReviewInput } from "./schema.ts";

/**
 * The one public answer to a review, by whom it is about; it stays as it is. The same answer sent again changes nothing.
 * Throws `not_found` for strangers and for a review that has not appeared, `forbidden` for its author, and
 * `already_answered`.
 */
export async function answerReview(
  actor: VerifiedActor,
  input: AnswerReviewInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  const { reviewId, answer } = answerReviewInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const [review] = await tx
      .select({ review: reviews, jobId: contracts.jobId })
      .from(reviews)
      .innerJoin(contracts, eq(contracts.id, reviews.contractId))
      .where(
        and(
          eq(reviews.id, reviewId),
          or(eq(reviews.subjectId, actor.userId), eq(reviews.authorId, actor.userId)),
          isVisibleTo(actor.userId),
        ),
      )
      .for("update", { of: reviews });
    if (!review) throw new DomainError("not_found");
    const { authorId, contractId, subjectId, answer: earlier } = review.review;
    if (subjectId !== actor.userId) throw new DomainError("forbidden");
    if (earlier !== null) {
      if (earlier !== answer) throw new DomainError("already_answered");
      return { isReplay: true };
    }
    await tx.update(reviews).set({ answer, answeredAt: now() }).where(eq(reviews.id, reviewId));
    const { jobId } = review;
    await recordEvent(tx, { jobId, kind: "review_answered", actor });
    const told = { to: authorId, about: contractId, by: actor.userId, jobId };
    await notify(tx, { kind: "review_answered", ...told, facts: {} });
    return { isReplay: false };
  });
}

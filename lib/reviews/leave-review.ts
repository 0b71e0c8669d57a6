import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { reviews } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { lockContract, requireStep } from "#lib/contracts/lock-contract";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { recordEvent } from "#lib/jobs/record-event";
import { newId } from "#lib/new-id";
import { notify } from "#lib/notifications/notify";
import { type LeaveReviewInput, leaveReviewInput } from "./schema.ts";

/**
 * The client's rating and review of the freelancer, once the job is completed; at most one. The same review sent again
 * returns the first one. Reviews by freelancers come later: the life cycle refuses them by name. Throws `not_found`,
 * `forbidden`, `wrong_state`, `already_reviewed`.
 */
export async function leaveReview(
  actor: VerifiedActor,
  input: LeaveReviewInput,
  tx?: Tx,
): Promise<{ reviewId: Id<"rev">; isReplay: boolean }> {
  const { contractId, rating, text } = leaveReviewInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId);
    requireStep(locked, "review");
    const subjectId = actor.userId === locked.clientId ? locked.freelancerId : locked.clientId;
    const [earlier] = await tx
      .select()
      .from(reviews)
      .where(and(eq(reviews.contractId, contractId), eq(reviews.authorId, actor.userId)));
    if (earlier) {
      const isSame = earlier.rating === rating && earlier.text === text;
      if (!isSame) throw new DomainError("already_reviewed");
      return { reviewId: earlier.id, isReplay: true };
    }
    const reviewId = newId("rev");
    await tx.insert(reviews).values({
      id: reviewId,
      contractId,
      authorId: actor.userId,
      subjectId,
      rating,
      text,
      createdAt: locked.at,
    });
    await recordEvent(tx, { jobId: locked.jobId, kind: "reviewed", actor, details: { rating } });
    await notify(tx, {
      kind: "reviewed",
      to: subjectId,
      about: contractId,
      by: actor.userId,
      jobId: locked.jobId,
      facts: { rating },
    });
    return { reviewId, isReplay: false };
  });
}

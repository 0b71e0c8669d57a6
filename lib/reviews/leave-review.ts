import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { reviews } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { lockContract, requireStep } from "#lib/contracts/lock-contract";
import { openReviews } from "#lib/contracts/open-reviews";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { recordEvent } from "#lib/jobs/record-event";
import { newId } from "#lib/new-id";
import { notify } from "#lib/notifications/notify";
import { type LeaveReviewInput, leaveReviewInput } from "./schema.ts";

/**
 * What one side of a contract thinks of the other, once it is final; at most one each. Nobody else sees it before both
 * have written or the time is up (docs/decisions/142-reviews-both-ways.md): the other side learns only that it is there.
 * The second one lets both appear. The same review sent again returns the first one. Throws `not_found`, `wrong_state`,
 * `reviews_closed`, `already_reviewed`.
 */
export async function leaveReview(
  actor: VerifiedActor,
  input: LeaveReviewInput,
  tx?: Tx,
): Promise<{ reviewId: Id<"rev">; isReplay: boolean }> {
  const { contractId, rating, text } = leaveReviewInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId);
    const written = await tx.select().from(reviews).where(eq(reviews.contractId, contractId));
    const earlier = written.find(({ authorId }) => authorId === actor.userId);
    if (earlier) {
      const isSame = earlier.rating === rating && earlier.text === text;
      if (!isSame) throw new DomainError("already_reviewed");
      return { reviewId: earlier.id, isReplay: true };
    }
    requireStep(locked, "review");
    const subjectId = actor.userId === locked.clientId ? locked.freelancerId : locked.clientId;
    const reviewId = newId("rev");
    const { jobId, at: createdAt } = locked;
    const row = { id: reviewId, contractId, authorId: actor.userId, subjectId, rating, text };
    await tx.insert(reviews).values({ ...row, createdAt });
    // Without the rating: the other side reads the same history.
    await recordEvent(tx, { jobId, kind: "reviewed", actor });
    if (written.length > 0) await openReviews(tx, locked);
    else {
      const told = { to: subjectId, about: contractId, by: actor.userId, jobId };
      await notify(tx, { kind: "review_waits", ...told, facts: {} });
    }
    return { reviewId, isReplay: false };
  });
}

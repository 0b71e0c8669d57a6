import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "#db/client";
import { clocks, reviews } from "#db/schema";
import { recordEvent } from "#lib/jobs/record-event";
import { notify } from "#lib/notifications/notify";
import { REVIEWS } from "./clocks.ts";
import type { LockedContract } from "./lock-contract.ts";

/**
 * Lets the reviews of a contract appear, because both have written or the time is up: both at the same moment, with what
 * is counted of them, and with word to whom they are about. Ends the time for reviews. Nothing is told of it when nobody
 * had written.
 */
export async function openReviews(tx: Tx, locked: LockedContract): Promise<void> {
  const { id: contractId, jobId, actor, at } = locked;
  const isClock = and(eq(clocks.contractId, contractId), eq(clocks.subject, REVIEWS));
  await tx.delete(clocks).where(isClock);
  const opened = await tx
    .update(reviews)
    .set({ visibleAt: at })
    .where(and(eq(reviews.contractId, contractId), isNull(reviews.visibleAt)))
    .returning();
  if (opened.length === 0) return;
  await recordEvent(tx, { jobId, kind: "reviews_opened", actor });
  const inOrder = opened.toSorted((one, other) => (one.subjectId < other.subjectId ? -1 : 1));
  for (const { authorId, subjectId, rating } of inOrder) {
    const told = { to: subjectId, about: contractId, by: authorId, jobId };
    await notify(tx, { kind: "reviewed", ...told, facts: { rating } });
  }
}

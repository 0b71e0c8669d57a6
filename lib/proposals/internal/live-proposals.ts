import { and, asc, eq, gt, isNotNull, isNull, lte } from "drizzle-orm";
import type { Reader, Tx } from "#db/client";
import { proposals } from "#db/schema";
import { holdPerson } from "#lib/auth/limit-person";
import { operatorLimits } from "#lib/chosen";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { addDays, now } from "#lib/time";
import { UNANSWERED_DAYS } from "../policy.ts";
import type { LiveProposalsView } from "../schema.ts";

/** How many live proposals count for a freelancer now, of how many, and when the next one stops counting by itself. */
export async function readLiveProposals(
  reader: Reader,
  userId: Id<"usr">,
): Promise<LiveProposalsView> {
  const since = addDays(now(), -UNANSWERED_DAYS);
  const isLive = and(eq(proposals.freelancerId, userId), eq(proposals.status, "submitted"));
  const isNew = and(isLive, gt(proposals.createdAt, since));
  const [newCount, readCount, [oldest]] = await Promise.all([
    reader.$count(proposals, isNew),
    reader.$count(
      proposals,
      and(isLive, isNotNull(proposals.readAt), lte(proposals.createdAt, since)),
    ),
    reader
      .select({ createdAt: proposals.createdAt })
      .from(proposals)
      .where(and(isNew, isNull(proposals.readAt)))
      .orderBy(asc(proposals.createdAt))
      .limit(1),
  ]);
  return {
    count: newCount + readCount,
    limit: operatorLimits().liveProposals,
    nextFreeAt: oldest ? addDays(oldest.createdAt, UNANSWERED_DAYS) : null,
  };
}

/**
 * Refuses a proposal that is one too many after it was written in `tx`. Locks the person's row first, so that two tabs
 * are counted one after the other. Throws too_many_live.
 */
export async function limitLive(tx: Tx, userId: Id<"usr">): Promise<void> {
  await holdPerson(tx, userId);
  const { count, limit } = await readLiveProposals(tx, userId);
  if (count > limit) throw new DomainError("too_many_live", { limit });
}

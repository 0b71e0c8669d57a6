import { and, asc, eq, gt, lte, or } from "drizzle-orm";
import { getDb } from "#db/client";
import { contracts } from "#db/schema";
import { isDomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { eachOf, sweepEach } from "#lib/sweep";
import { now } from "#lib/time";
import { completeWhenDue, NOTHING_TO_COMPLETE } from "./complete-when-due.ts";

const AT_ONCE = 200;

type Overdue = { contractId: Id<"ctr">; reviewEndsAt: Date | null };

/**
 * The safety net below the dated tasks: completes every contract whose window has passed, each in its own transaction,
 * and carries on past one that cannot be completed. Returns how many it completed; at the end, throws what failed. What
 * the parties decide meanwhile stands.
 */
export async function completeOverdue(): Promise<number> {
  const until = now();
  let completed = 0;
  await sweepEach(
    eachOf<Overdue>((after) => listOverdue(until, after)),
    async ({ contractId }) => {
      if (await wasCompleted(contractId)) completed += 1;
    },
  );
  return completed;
}

function listOverdue(until: Date, after: Overdue | undefined): Promise<Overdue[]> {
  const { contractId, reviewEndsAt } = after ?? {};
  return getDb()
    .select({ contractId: contracts.id, reviewEndsAt: contracts.reviewEndsAt })
    .from(contracts)
    .where(
      and(
        lte(contracts.reviewEndsAt, until),
        contractId && reviewEndsAt
          ? or(
              gt(contracts.reviewEndsAt, reviewEndsAt),
              and(eq(contracts.reviewEndsAt, reviewEndsAt), gt(contracts.id, contractId)),
            )
          : undefined,
      ),
    )
    .orderBy(asc(contracts.reviewEndsAt), asc(contracts.id))
    .limit(AT_ONCE);
}

async function wasCompleted(contractId: Id<"ctr">): Promise<boolean> {
  try {
    const { isReplay } = await completeWhenDue({ contractId });
    return !isReplay;
  } catch (error) {
    if (NOTHING_TO_COMPLETE.some((code) => isDomainError(error, code))) return false;
    throw error;
  }
}

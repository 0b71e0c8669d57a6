import { asc, lte } from "drizzle-orm";
import { getDb } from "#db/client";
import { contracts } from "#db/schema";
import { isDomainError } from "#lib/errors";
import { now } from "#lib/time";
import { completeWhenDue } from "./complete-when-due.ts";

const AT_ONCE = 200;

/**
 * The net below the dated tasks: completes every contract whose window has passed, each in a transaction of its
 * own. Returns how many it completed. What the parties decide meanwhile stands.
 */
export async function completeOverdue(): Promise<number> {
  const overdue = await getDb()
    .select({ contractId: contracts.id })
    .from(contracts)
    .where(lte(contracts.reviewEndsAt, now()))
    .orderBy(asc(contracts.reviewEndsAt))
    .limit(AT_ONCE);
  let completed = 0;
  for (const { contractId } of overdue) {
    if (await wasCompleted(contractId)) completed += 1;
  }
  return completed;
}

async function wasCompleted(contractId: (typeof contracts.$inferSelect)["id"]): Promise<boolean> {
  try {
    const { isReplay } = await completeWhenDue({ contractId });
    return !isReplay;
  } catch (error) {
    if (isDomainError(error, "wrong_state") || isDomainError(error, "not_due")) return false;
    throw error;
  }
}

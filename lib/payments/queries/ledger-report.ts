import { desc, lt } from "drizzle-orm";
import { getDb } from "#db/client";
import { ledgerChecks } from "#db/schema";
import type { Actor, SYSTEM } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import { type LedgerReport, verifyLedger } from "#lib/ledger/verify-ledger";
import { log } from "#lib/log";
import { addDays, now } from "#lib/time";

/** Recomputes the whole ledger for an admin. For everyone else it does not exist: throws not_found. */
export async function getLedgerReport(actor: Actor): Promise<LedgerReport> {
  requireRight(actor, "keepBooks");
  return verifyLedger();
}

/**
 * Recomputes the ledger, and keeps and logs the result. Throws when it does not add up, so that the nightly task fails
 * and stays with the operator.
 */
export async function reportLedger(_by: typeof SYSTEM): Promise<LedgerReport> {
  const report = await verifyLedger();
  const { mismatches, ...counts } = report;
  await keepCheck(report);
  if (mismatches.length > 0) {
    log.fatal({ ...counts, mismatches }, "The ledger does not add up");
    throw new Error(`The ledger does not add up: ${mismatches.length} mismatches`);
  }
  log.info(counts, "The ledger adds up");
  return report;
}

const CHECKS_KEPT_DAYS = 90;

async function keepCheck({ entries, mismatches }: LedgerReport): Promise<void> {
  const checkedAt = now();
  const tooOld = lt(ledgerChecks.checkedAt, addDays(checkedAt, -CHECKS_KEPT_DAYS));
  await getDb().delete(ledgerChecks).where(tooOld);
  await getDb().insert(ledgerChecks).values({ checkedAt, entries, mismatches: mismatches.length });
}

/** What came of the last recomputation by the worker; null before the first. Throws not_found without the right. */
export async function findLedgerCheck(
  actor: Actor,
): Promise<typeof ledgerChecks.$inferSelect | null> {
  requireRight(actor, "keepBooks");
  const [row] = await getDb()
    .select()
    .from(ledgerChecks)
    .orderBy(desc(ledgerChecks.checkedAt))
    .limit(1);
  return row ?? null;
}

import type { Actor, SYSTEM } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import { type LedgerReport, verifyLedger } from "#lib/ledger/verify-ledger";
import { log } from "#lib/log";

/** Recomputes the whole ledger for an admin. For everyone else it does not exist: throws not_found. */
export async function getLedgerReport(actor: Actor): Promise<LedgerReport> {
  requireRight(actor, "keepBooks");
  return verifyLedger();
}

/**
 * Recomputes the ledger and logs the result. Throws when it does not add up, so that the nightly task fails and stays
 * with the operator.
 */
export async function reportLedger(_by: typeof SYSTEM): Promise<LedgerReport> {
  const report = await verifyLedger();
  const { mismatches, ...counts } = report;
  if (mismatches.length > 0) {
    log.fatal({ ...counts, mismatches }, "The ledger does not add up");
    throw new Error(`The ledger does not add up: ${mismatches.length} mismatches`);
  }
  log.info(counts, "The ledger adds up");
  return report;
}

import type { SYSTEM } from "#lib/auth/actor";
import { type LedgerReport, verifyLedger } from "#lib/ledger/verify-ledger";
import { log } from "#lib/log";

/**
 * Recomputes the ledger and says in the log what came out, loudly when it does not add up. Throws nothing then:
 * asking again would not change it, a person has to look.
 */
export async function reportLedger(_by: typeof SYSTEM): Promise<LedgerReport> {
  const report = await verifyLedger();
  const { mismatches, ...counts } = report;
  if (mismatches.length > 0) log.fatal({ ...counts, mismatches }, "The ledger does not add up");
  else log.info(counts, "The ledger adds up");
  return report;
}

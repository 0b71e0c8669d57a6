import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type LedgerReport, verifyLedger } from "#lib/ledger/verify-ledger";

/** Recomputes the whole ledger for an admin. To anybody else it does not exist: throws not_found. */
export async function getLedgerReport(actor: Actor): Promise<LedgerReport> {
  if (actor.role !== "admin") throw new DomainError("not_found");
  return verifyLedger();
}

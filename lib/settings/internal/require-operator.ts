import type { Actor } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";

/** Throws not_found for everybody who may not change how the house is run. */
export function requireOperator(actor: Actor): void {
  requireRight(actor, "operate");
}

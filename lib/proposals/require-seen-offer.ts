import type { Tx } from "#db/client";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { listOfferChanges } from "./queries.ts";

/**
 * Makes sure that a proposal still says what it said when it was read. The caller holds its lock. Throws
 * changed_meanwhile with old beside new; invalid_input for a revision that never existed.
 */
export async function requireSeenOffer(
  tx: Tx,
  proposal: { readonly id: Id<"prp">; readonly revision: number },
  seen: number,
): Promise<void> {
  const changes = await listOfferChanges(tx, proposal.id, { seen, now: proposal.revision });
  if (changes === null) throw new DomainError("invalid_input");
  if (changes.length > 0) throw new DomainError("changed_meanwhile", {}, changes);
}

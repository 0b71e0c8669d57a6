import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { listChanges } from "#lib/changes";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { cents, formatCents } from "#lib/money";
import { insertProposal } from "./internal/change-orders.ts";
import { lockContract, requireRunning } from "./lock-contract.ts";
import { heldOf, type Milestone } from "./milestones.ts";
import { type ProposeSettlementInput, proposeSettlementInput } from "./schema.ts";
import { settleable, sharesOf } from "./settlements.ts";

/**
 * Proposes to end the work on one or all milestones and to split the money that is held for them, to the cent. Nothing
 * moves until the other side accepts; without an answer it lapses. Like a proposed change it replaces one's own open
 * proposal, and answers the other side's when it names it. The same form sent twice proposes once. Throws `not_found`,
 * `wrong_state`, `nothing_held`, `share_too_large`, `changed_meanwhile` when another amount is held than was shown,
 * `change_pending`, `too_many_today`.
 */
export async function proposeSettlement(
  actor: VerifiedActor,
  input: ProposeSettlementInput,
  tx?: Tx,
): Promise<{ changeOrderId: Id<"chg">; isReplay: boolean }> {
  const { contractId, milestoneNumber, toFreelancerCents, heldCents, ...proposal } =
    proposeSettlementInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId);
    return insertProposal(tx, locked, {
      actor,
      ...proposal,
      make: () => {
        requireRunning(locked);
        const held = settleable(locked.milestones, milestoneNumber ?? null);
        requireSeen(held, heldCents);
        if (toFreelancerCents > heldOf(held)) throw new DomainError("share_too_large");
        return { shares: sharesOf(held, toFreelancerCents) };
      },
    });
  });
}

function requireSeen(held: readonly Milestone[], seenCents: number): void {
  if (held.length === 0) throw new DomainError("nothing_held");
  const present = formatCents(heldOf(held));
  const changes = listChanges([["Held", formatCents(cents(seenCents)), present]]);
  if (changes.length > 0) throw new DomainError("changed_meanwhile", {}, changes);
}

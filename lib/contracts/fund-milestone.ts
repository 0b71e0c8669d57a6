import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { listChanges } from "#lib/changes";
import { DomainError } from "#lib/errors";
import { type Cents, cents, formatCents } from "#lib/money";
import { notify } from "#lib/notifications/notify";
import { addDays } from "#lib/time";
import { inState, moveOn } from "./internal/move-on.ts";
import { type LockedContract, lockContract, requireRunning } from "./lock-contract.ts";
import { type FundMilestoneInput, fundMilestoneInput } from "./schema.ts";

/**
 * Holds the money of a planned milestone: work on it begins, and is due after its days. Holding it again changes
 * nothing. Throws `not_found`, `forbidden`, `wrong_state`, `insufficient_funds` (with `missing`), and
 * `changed_meanwhile` when its amount is not the one that was seen.
 */
export async function fundMilestone(
  actor: VerifiedActor,
  input: FundMilestoneInput,
  tx?: Tx,
): Promise<{ fundedCents: Cents; isReplay: boolean }> {
  if (actor.role !== "client") throw new DomainError("forbidden");
  const { contractId, milestoneNumber, amountCents } = fundMilestoneInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId, milestoneNumber);
    const { milestone, at } = locked;
    requireSeen(locked, amountCents);
    if (milestone.fundedAt) return { fundedCents: cents(0), isReplay: true };
    requireRunning(locked);
    if (milestone.status !== "planned") throw new DomainError("plan_outdated");
    const dueAt = addDays(at, milestone.days);
    const funded = { ...inState(milestone, "funded", at), fundedAt: at, dueAt };
    const after = locked.milestones.map((each) => (each === milestone ? funded : each));
    const { fundedCents } = await moveOn(tx, locked, { after });
    await notify(tx, {
      kind: "milestone_funded",
      to: locked.freelancerId,
      about: contractId,
      by: actor.userId,
      jobId: locked.jobId,
      facts: { amountCents: fundedCents, number: milestone.position },
    });
    return { fundedCents, isReplay: false };
  });
}

function requireSeen({ milestone }: LockedContract, seenCents: number): void {
  const [seen, present] = [formatCents(cents(seenCents)), formatCents(milestone.amountCents)];
  const changes = listChanges([["Amount of this milestone", seen, present]]);
  if (changes.length > 0) throw new DomainError("changed_meanwhile", {}, changes);
}

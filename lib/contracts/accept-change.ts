import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError, isDomainError } from "#lib/errors";
import { recordEvent } from "#lib/jobs/record-event";
import { cents } from "#lib/money";
import { type ChangeOrder, endChange, getChange } from "./internal/change-orders.ts";
import { keepVersion } from "./internal/keep-version.ts";
import { type Moved, moveOn } from "./internal/move-on.ts";
import { requirePlan, requireVersion } from "./internal/require-plan.ts";
import { tellOther } from "./internal/tell-parties.ts";
import { type LockedContract, lockContract, requireRunning } from "./lock-contract.ts";
import { agreedCents, heldOf, type Milestone } from "./milestones.ts";
import { applyPlan, type PlanLine } from "./plans.ts";
import { type ChangeOrderInput, changeOrderInput } from "./schema.ts";
import { applySettlement, type Share, settlementRefusal } from "./settlements.ts";

/**
 * Accepts the other side's proposal: a new version of the agreement, or a settlement, and the money that it moves, in one
 * transaction.
 * Accepting the same one again changes nothing. Throws `not_found`, `own_change`, `change_over` for a proposal that was
 * replaced, declined, withdrawn or has lapsed, `plan_outdated` and `plan_of_submitted` when the contract has moved on,
 * `wrong_state`, `insufficient_funds`, and `client_lacks_funds` for a freelancer.
 */
export async function acceptChange(
  actor: VerifiedActor,
  input: ChangeOrderInput,
  tx?: Tx,
): Promise<Moved & { isReplay: boolean }> {
  const { contractId, changeOrderId } = changeOrderInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId);
    const change = await getChange(tx, contractId, changeOrderId);
    if (change.proposedBy === actor.userId) throw new DomainError("own_change");
    if (change.status === "accepted") return { ...NOTHING_MOVED, isReplay: true };
    if (change.status !== "proposed") throw new DomainError("change_over");
    requireRunning(locked);
    const { plan, shares } = change;
    const moved = shares
      ? await settle(tx, locked, change, shares)
      : await amend(tx, locked, change, plan ?? []);
    return { ...moved, isReplay: false };
  });
}

/** Another version of the agreement, and the money that it moves. */
async function amend(
  tx: Tx,
  locked: LockedContract,
  change: ChangeOrder,
  plan: readonly PlanLine[],
): Promise<Moved> {
  requireVersion(locked, change.version);
  await requirePlan(tx, locked, plan);
  const after = applyPlan(locked.milestones, plan, locked.at);
  await keepVersion(tx, locked, { change, after });
  const moved = await move(tx, locked, after);
  await endChange(tx, locked, change, { status: "accepted" });
  const { jobId, actor, agreementVersion } = locked;
  const details = { version: agreementVersion + 1 };
  await recordEvent(tx, { jobId, kind: "change_accepted", actor, details });
  await tellOther(tx, locked, "change_accepted", {});
  return moved;
}

/** The end of the work on these milestones: their money is split as both agreed, to the cent. */
async function settle(
  tx: Tx,
  locked: LockedContract,
  change: ChangeOrder,
  shares: readonly Share[],
): Promise<Moved> {
  const refusal = settlementRefusal(locked.milestones, shares);
  if (refusal) throw new DomainError(refusal.code, refusal.details);
  const { facts, jobId, actor, at } = locked;
  const after = applySettlement(locked.milestones, shares, { fee: facts.fee, at });
  await endChange(tx, locked, change, { status: "accepted" });
  const changes = { cancellationRequestedBy: null };
  const moved = await moveOn(tx, locked, { after, changes, cause: "settled" });
  const { releasedCents, refundedCents } = moved;
  await recordEvent(tx, { jobId, kind: "settled", actor, heldAfterCents: heldOf(after) });
  await tellOther(tx, locked, "settled", { releasedCents, refundedCents });
  return moved;
}

const NOTHING_MOVED = {
  fundedCents: cents(0),
  refundedCents: cents(0),
  releasedCents: cents(0),
};

/** What a client lacks is for the client to know. */
async function move(tx: Tx, locked: LockedContract, after: readonly Milestone[]): Promise<Moved> {
  const changes = {
    priceCents: agreedCents(after),
    agreementVersion: locked.agreementVersion + 1,
  };
  try {
    return await moveOn(tx, locked, { after, changes });
  } catch (error) {
    const isTheirs = isDomainError(error, "insufficient_funds") && locked.by === "freelancer";
    throw isTheirs ? new DomainError("client_lacks_funds") : error;
  }
}

import { inTransaction, type Tx } from "#db/client";
import { disputeDecisions } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { recordEvent } from "#lib/jobs/record-event";
import { carryOut } from "./internal/carry-out.ts";
import { enterState } from "./internal/enter-state.ts";
import { type LockedDispute, lockDispute, requireDisputeStep } from "./internal/lock-dispute.ts";
import { tell } from "./internal/tell.ts";
import { claimsOf } from "./policy.ts";
import { type DecideDisputeInput, decideDisputeInput } from "./schema.ts";

/**
 * A mediator decides: what was found of each claim, why, and the split. The first decision is carried out after 72 hours
 * unless a side appeals; the one on the appeal at once. Deciding the same round again changes nothing. Throws
 * `not_found`, `forbidden` for a party, `dispute_state`, `other_mediator`, `share_too_large`, `invalid_input` unless
 * there is one finding for each claim, `changed_meanwhile` for another round.
 */
export async function decideDispute(
  actor: VerifiedActor,
  input: DecideDisputeInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  const { disputeId, round, findings, reason, toFreelancerCents } = decideDisputeInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockDispute(tx, actor, disputeId);
    const { dispute, decisions, contract, voice } = locked;
    const earlier = decisions.find((decision) => decision.round === round);
    if (voice === "mediator" && earlier?.mediatorId === actor.userId) return { isReplay: true };
    requireDisputeStep(locked, "decide");
    if (round !== decisions.length + 1) throw new DomainError("changed_meanwhile");
    if (toFreelancerCents > dispute.amountCents) throw new DomainError("share_too_large");
    await tx.insert(disputeDecisions).values({
      disputeId,
      round,
      mediatorId: actor.userId,
      findings: findingsOf(locked, findings),
      reason,
      toFreelancerCents,
      createdAt: contract.at,
    });
    const { jobId } = contract;
    await recordEvent(tx, { jobId, kind: "dispute_decided", actor, details: { round } });
    if (round === 1) {
      await enterState(tx, locked, "decided", { toFreelancerCents });
      await tell(tx, contract, "dispute_decided", {});
    } else {
      await carryOut(tx, locked, { outcome: "decision_carried_out", toFreelancerCents });
    }
    return { isReplay: false };
  });
}

/** One for each claim, in the order of the claims. */
function findingsOf(
  { dispute }: LockedDispute,
  given: ReturnType<typeof decideDisputeInput.parse>["findings"],
) {
  const claims = claimsOf(dispute);
  if (given.length !== claims.length) throw new DomainError("invalid_input");
  return claims.map((claim, index) => {
    const finding = given.find(({ place }) => place === index);
    if (!finding) throw new DomainError("invalid_input");
    return { claim, found: finding.found, why: finding.why };
  });
}

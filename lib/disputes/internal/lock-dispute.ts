import { asc, eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { disputeDecisions, disputeOffers, disputes } from "#db/schema";
import { type Doer, SYSTEM } from "#lib/auth/actor";
import { type LockedContract, lockContract } from "#lib/contracts/lock-contract";
import { sideOf } from "#lib/contracts/policy";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { type DisputeFacts, type DisputeStep, disputeRefusal } from "../policy.ts";
import type { DisputeVoice } from "../schema.ts";
import { hasOtherMediator, isMediator } from "./mediator.ts";

export type Dispute = typeof disputes.$inferSelect;
export type Offer = typeof disputeOffers.$inferSelect;
export type Decision = typeof disputeDecisions.$inferSelect;

export type LockedDispute = {
  /** Its contract and milestone, locked, with the time of the whole step. */
  readonly contract: LockedContract;
  readonly dispute: Dispute;
  /** Oldest first. */
  readonly offers: readonly Offer[];
  readonly decisions: readonly Decision[];
  readonly facts: DisputeFacts;
  /** Null when the clock acts. */
  readonly voice: DisputeVoice | null;
};

/**
 * Locks the dispute's contract, which covers it, and reads what the rules look at. Whoever is neither a party nor a
 * mediator gets `not_found`, as for a dispute that does not exist; a mediator too until it is theirs.
 */
export async function lockDispute(
  tx: Tx,
  doer: Doer,
  disputeId: Id<"dsp">,
): Promise<LockedDispute> {
  const [found] = await tx
    .select({ contractId: disputes.contractId, milestoneNumber: disputes.milestoneNumber })
    .from(disputes)
    .where(eq(disputes.id, disputeId));
  if (!found) throw new DomainError("not_found");
  const { contractId, milestoneNumber } = found;
  const contract = await lockContract(tx, SYSTEM, contractId, milestoneNumber);
  const [[dispute], offers, decisions] = await Promise.all([
    tx.select().from(disputes).where(eq(disputes.id, disputeId)),
    tx
      .select()
      .from(disputeOffers)
      .where(eq(disputeOffers.disputeId, disputeId))
      .orderBy(asc(disputeOffers.number)),
    tx
      .select()
      .from(disputeDecisions)
      .where(eq(disputeDecisions.disputeId, disputeId))
      .orderBy(asc(disputeDecisions.round)),
  ]);
  if (!dispute) throw new DomainError("not_found");
  const voice = doer === SYSTEM ? null : voiceOf(doer, dispute, contract);
  if (voice === "stranger") throw new DomainError("not_found");
  const facts = {
    ...dispute,
    openedBy: openerOf(dispute, contract),
    mayDecide: doer !== SYSTEM && (await mayDecide(tx, doer.userId, contract, decisions)),
  };
  const by = voice === "client" || voice === "freelancer" ? voice : "system";
  return { contract: { ...contract, actor: doer, by }, dispute, offers, decisions, facts, voice };
}

type Parties = { readonly clientId: Id<"usr">; readonly freelancerId: Id<"usr"> };

/** A mediator has a voice from the moment on at which a dispute came to mediators. */
export function voiceOf(
  actor: Exclude<Doer, typeof SYSTEM>,
  { mediationAt }: Pick<Dispute, "mediationAt">,
  parties: Parties,
): DisputeVoice | "stranger" {
  const side = sideOf(actor, parties);
  if (side) return side;
  return mediationAt && isMediator(actor, parties) ? "mediator" : "stranger";
}

/** An appeal goes to another mediator than the one who decided, where there is one. */
export async function mayDecide(
  reader: Parameters<typeof hasOtherMediator>[0],
  userId: Id<"usr">,
  { clientId, freelancerId }: Parties,
  decisions: readonly Pick<Decision, "mediatorId">[],
): Promise<boolean> {
  if (decisions.every(({ mediatorId }) => mediatorId !== userId)) return true;
  return !(await hasOtherMediator(reader, [userId, clientId, freelancerId]));
}

export function openerOf(
  { openedBy }: Pick<Dispute, "openedBy">,
  { clientId }: Pick<Parties, "clientId">,
): "client" | "freelancer" {
  return openedBy === clientId ? "client" : "freelancer";
}

/** Throws why this voice cannot take the step now. */
export function requireDisputeStep({ facts, voice }: LockedDispute, step: DisputeStep): void {
  const refusal = voice ? disputeRefusal(facts, step, voice) : null;
  if (refusal) throw new DomainError(refusal.code, refusal.details);
}

import type { Tx } from "#db/client";
import { SYSTEM } from "#lib/auth/actor";
import { withoutFee } from "#lib/jobs/fee";
import { recordEvent } from "#lib/jobs/record-event";
import { type Cents, cents } from "#lib/money";
import type { FactsOf } from "#lib/notifications/kinds";
import { notify, notifyEach } from "#lib/notifications/notify";
import type { LockedContract } from "../lock-contract.ts";
import { isFinal } from "../milestones.ts";

const NOTHING = cents(0);

type Answered =
  | "cancellation_requested"
  | "cancellation_agreed"
  | "cancellation_withdrawn"
  | "change_proposed"
  | "change_accepted"
  | "change_declined"
  | "settled"
  | "return_asked"
  | "return_refused";

/** Tells the party who did not do it. */
export async function tellOther<K extends Answered>(
  tx: Tx,
  locked: LockedContract,
  kind: K,
  facts: FactsOf<K>,
): Promise<void> {
  const { id: about, clientId, freelancerId } = locked;
  const parties = [clientId, freelancerId].map((to) => ({ to, about }));
  await notifyEach(tx, parties, { kind, ...doneBy(locked), facts });
}

/**
 * After work was approved, or its window passed: the line of the timeline, and each party told once, the freelancer by
 * the payment, if there was one. The job is completed with the last milestone.
 */
export async function recordCompleted(
  tx: Tx,
  locked: LockedContract,
  { cause, releasedCents }: { cause: "approved" | "window_passed"; releasedCents: Cents },
): Promise<void> {
  const { id: about, clientId, freelancerId, jobId, actor, milestone, milestones } = locked;
  const others = milestones.filter((each) => each !== milestone);
  if (milestone.status === "disputed" || !others.every(isFinal)) {
    const details = { milestone: milestone.number, cause };
    await recordEvent(tx, { jobId, kind: "approved", actor, details });
    await tellApproved(tx, locked, { cause, releasedCents });
    return;
  }
  await recordEvent(tx, { jobId, kind: "completed", actor, heldAfterCents: NOTHING });
  const told = { about, ...doneBy(locked) };
  const facts = { cause, amountCents: releasedCents };
  if (releasedCents === 0) {
    await notify(tx, { kind: "completed", to: freelancerId, ...told, facts });
  } else {
    const amountCents = withoutFee(releasedCents, locked.facts.fee);
    await notify(tx, {
      kind: "released",
      to: freelancerId,
      ...told,
      facts: { cause, amountCents },
    });
  }
  await notify(tx, { kind: "completed", to: clientId, ...told, facts });
}

/** The freelancer is told of the approval or of the payment, and the client of what the clock did. */
async function tellApproved(
  tx: Tx,
  locked: LockedContract,
  { cause, releasedCents }: { cause: "approved" | "window_passed"; releasedCents: Cents },
): Promise<void> {
  const { id: about, clientId, freelancerId, milestone } = locked;
  const told = { kind: "milestone_approved", about, ...doneBy(locked) } as const;
  const facts = { cause, number: milestone.number };
  const amountCents = withoutFee(releasedCents, locked.facts.fee);
  const paidCents = releasedCents === 0 ? NOTHING : amountCents;
  await notify(tx, { ...told, to: freelancerId, facts: { ...facts, amountCents: paidCents } });
  await notify(tx, { ...told, to: clientId, facts: { ...facts, amountCents: releasedCents } });
}

/** Both are told that the work did not come, and where its money went. */
export async function tellReturned(
  tx: Tx,
  locked: LockedContract,
  amountCents: Cents,
): Promise<void> {
  await tellBoth(tx, locked, "work_never_came", { amountCents });
}

/** Tells both parties of what the clock did. */
export async function tellBoth<K extends "work_never_came" | "change_lapsed">(
  tx: Tx,
  locked: LockedContract,
  kind: K,
  facts: FactsOf<K>,
): Promise<void> {
  const { id: about, clientId, freelancerId } = locked;
  const parties = [clientId, freelancerId].map((to) => ({ to, about }));
  await notifyEach(tx, parties, { kind, ...doneBy(locked), facts });
}

function doneBy({ actor, jobId }: LockedContract) {
  return { by: actor === SYSTEM ? null : actor.userId, jobId };
}

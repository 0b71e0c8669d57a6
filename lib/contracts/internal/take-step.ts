import { eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { contracts, jobs } from "#db/schema";
import { issueInvoices } from "#lib/billing/issue-invoices";
import { feeOn } from "#lib/jobs/fee";
import type { StoredJobStatus } from "#lib/jobs/policy";
import { recordEvent } from "#lib/jobs/record-event";
import { refundHold, releaseHold } from "#lib/ledger/movements";
import { type Cents, cents } from "#lib/money";
import type { LockedContract } from "../lock-contract.ts";
import { isHeld, moneyEffect } from "../policy.ts";
import type { ContractStepName } from "../schema.ts";

const NOTHING = cents(0);

/** What is on hold before this step, in minor units. */
export function heldBefore({ facts }: LockedContract): Cents {
  return isHeld(facts) ? facts.priceCents : NOTHING;
}

/**
 * Takes an allowed step in the caller's transaction: the job's next status, the contract's `changes`, the movement of
 * money that the policy names for it, the event, and the invoices for what is released. Locks the ledger's accounts after
 * job and contract, and the counters of invoices after these. Returns the amount that moved, or zero.
 */
export async function takeStep(
  tx: Tx,
  locked: LockedContract,
  step: {
    event: ContractStepName;
    next: StoredJobStatus;
    changes?: Partial<typeof contracts.$inferInsert>;
    /** Why money is released, for the timeline. */
    cause?: "submitted" | "approved" | "window_passed";
  },
): Promise<Cents> {
  const effect = moneyEffect(locked.facts, step.event);
  const changes = {
    ...step.changes,
    ...(effect.to === "freelancer" && { releasedAt: locked.at }),
  };
  const [job] = await tx
    .update(jobs)
    .set({ status: step.next, updatedAt: locked.at })
    .where(eq(jobs.id, locked.jobId))
    .returning({ title: jobs.title });
  if (!job) throw new Error(`${locked.jobId} is gone`);
  if (Object.keys(changes).length > 0) {
    await tx.update(contracts).set(changes).where(eq(contracts.id, locked.id));
  }
  if (effect.to === "stays") return NOTHING;
  const transferId = await resolve(tx, locked, effect.to, effect.amountCents);
  await recordEvent(tx, {
    jobId: locked.jobId,
    kind: effect.to === "freelancer" ? "released" : "refunded",
    actor: locked.actor,
    amountCents: effect.amountCents,
    heldAfterCents: NOTHING,
    ...(step.cause && { details: { cause: step.cause } }),
  });
  if (effect.to === "freelancer") {
    const { id: contractId, clientId, freelancerId, at } = locked;
    await issueInvoices(tx, {
      contractId,
      clientId,
      freelancerId,
      subject: job.title,
      transferId,
      grossCents: effect.amountCents,
      feeCents: feeOn(effect.amountCents, locked.facts.fee),
      at,
    });
  }
  return effect.amountCents;
}

/** Resolves the whole hold, and makes sure that it was what the contract says. Returns the transfer's number. */
async function resolve(
  tx: Tx,
  { id, facts }: LockedContract,
  to: "freelancer" | "client",
  expectedCents: Cents,
): Promise<string> {
  const reference = `contract:${id}`;
  const { amountCents, transferId } =
    to === "freelancer"
      ? await releaseHold(tx, {
          holdFor: id,
          key: `contract:${id}:release`,
          reference,
          feeCents: feeOn(expectedCents, facts.fee),
        })
      : await refundHold(tx, { holdFor: id, key: `contract:${id}:refund`, reference });
  if (amountCents !== expectedCents) {
    throw new Error(`${reference} held ${amountCents}, but its price is ${expectedCents}`);
  }
  return transferId;
}

import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { changeOrders, clocks, contracts, jobs, milestones } from "#db/schema";
import { issueInvoices } from "#lib/billing/issue-invoices";
import type { FeeTerms } from "#lib/jobs/fee";
import type { StoredJobStatus } from "#lib/jobs/policy";
import { recordEvent } from "#lib/jobs/record-event";
import { holdFunds, lockParties, refundHold, releaseHold } from "#lib/ledger/movements";
import { type Cents, cents } from "#lib/money";
import { type Clock, clockOf, REVIEWS, reviewsClock } from "../clocks.ts";
import type { LockedContract } from "../lock-contract.ts";
import {
  currentOf,
  freeCentsOf,
  heldCentsOf,
  heldOf,
  holdOf,
  isFinal,
  jobStatusOf,
  type Milestone,
  paidOut,
  referenceOf,
} from "../milestones.ts";
import { type DisputeEnd, endDisputes } from "./end-disputes.ts";

const NOTHING = cents(0);

/** What moved, in minor units, over all milestones. */
export type Moved = {
  readonly releasedCents: Cents;
  readonly refundedCents: Cents;
  readonly fundedCents: Cents;
};

/** Why money is released, for the timeline. */
export type Cause = "submitted" | "approved" | "window_passed" | "settled" | "disputed";

/** What a milestone was and what it is; a new one was nothing. */
export type Change = { readonly before: Milestone | undefined; readonly after: Milestone };

/**
 * Makes a contract's milestones what they are after an allowed step, in the caller's transaction: their rows and clocks,
 * the movements that the difference means, their events and invoices, and what follows for the contract, its job and
 * its disputes. A dispute that ends otherwise than `dispute` says was settled.
 * Locks the ledger's accounts after job and contract, and the counters of invoices after these. Throws
 * `insufficient_funds` when more is to be held than is available.
 */
export async function moveOn(
  tx: Tx,
  locked: LockedContract,
  {
    after,
    changes = {},
    cause,
    dispute = { outcome: "settled", toFreelancerCents: null },
  }: {
    after: readonly Milestone[];
    changes?: Partial<typeof contracts.$inferInsert>;
    cause?: Cause | undefined;
    dispute?: DisputeEnd;
  },
): Promise<Moved> {
  const changed = listChanged(locked.milestones, after);
  const subject = await writeJob(tx, locked, after);
  await writeContract(tx, locked, after, changes);
  for (const change of changed) await writeMilestone(tx, locked, change);
  await windClocks(tx, locked, changed, await endDisputes(tx, locked, changed, dispute));
  if (after.every(isFinal)) await endWaiting(tx, locked, jobStatusOf(after));
  return moveMoney(tx, locked, changed, { held: heldOf(after), subject, cause });
}

function listChanged(all: readonly Milestone[], after: readonly Milestone[]): Change[] {
  return after.flatMap((milestone) => {
    const before = all.find(({ number }) => number === milestone.number);
    return before === milestone ? [] : [{ before, after: milestone }];
  });
}

async function writeJob(
  tx: Tx,
  { jobId, at }: LockedContract,
  after: readonly Milestone[],
): Promise<string> {
  const [job] = await tx
    .update(jobs)
    .set({ status: jobStatusOf(after), updatedAt: at })
    .where(eq(jobs.id, jobId))
    .returning({ title: jobs.title });
  if (!job) throw new Error(`${jobId} is gone`);
  return job.title;
}

/** What a contract says of its milestones together. Nothing is written when nothing differs. */
async function writeContract(
  tx: Tx,
  { id, milestones: before, at }: LockedContract,
  after: readonly Milestone[],
  changes: Partial<typeof contracts.$inferInsert>,
): Promise<void> {
  const status = jobStatusOf(after);
  const { dueAt } = currentOf(after);
  const isReleased = after.some(({ releasedAt }) => releasedAt === at);
  const all = {
    ...changes,
    ...(heldOf(after) !== heldOf(before) && { heldCents: heldOf(after) }),
    ...(isReleased && { releasedAt: at }),
    ...(dueAt && dueAt !== currentOf(before).dueAt && { dueAt }),
    ...(status === "completed" && { completedAt: at }),
    ...(status === "cancelled" && { cancelledAt: at }),
  };
  if (Object.keys(all).length === 0) return;
  await tx.update(contracts).set(all).where(eq(contracts.id, id));
}

async function writeMilestone(
  tx: Tx,
  { id: contractId, clientId, freelancerId }: LockedContract,
  { before, after }: Change,
): Promise<void> {
  if (!before) {
    await tx.insert(milestones).values({ contractId, clientId, freelancerId, ...after });
    return;
  }
  const { number, ...set } = after;
  await tx
    .update(milestones)
    .set(set)
    .where(and(eq(milestones.contractId, contractId), eq(milestones.number, number)));
}

/** Whether the step has to do with the clock of the milestone. What a dispute leaves free of submitted work goes on. */
function isClockConcerned({ before, after }: Change): boolean {
  if (before && after.status === "disputed") {
    return freeCentsOf(after) === 0 || before.status === "funded";
  }
  return before?.status !== after.status || before.dueAt !== after.dueAt;
}

/**
 * Stops the clocks of the states that were left, and winds those of the states that were entered. `goingOn` are those
 * that stood still while there was a dispute, by milestone.
 */
async function windClocks(
  tx: Tx,
  { id: contractId, facts, at }: LockedContract,
  changed: readonly Change[],
  goingOn: ReadonlyMap<number, Clock>,
): Promise<void> {
  const moved = changed.filter(isClockConcerned);
  const wound = moved.flatMap(({ after }) => {
    const clock = goingOn.get(after.number) ?? clockOf(after, facts, at);
    return clock ? [{ contractId, subject: String(after.number), ...clock }] : [];
  });
  const stopped = moved
    .map(({ after }) => String(after.number))
    .filter((subject) => wound.every((clock) => clock.subject !== subject));
  if (stopped.length > 0) {
    await tx
      .delete(clocks)
      .where(and(eq(clocks.contractId, contractId), inArray(clocks.subject, stopped)));
  }
  if (wound.length === 0) return;
  await tx
    .insert(clocks)
    .values(wound)
    .onConflictDoUpdate({
      target: [clocks.contractId, clocks.subject],
      set: {
        what: sql`excluded.what`,
        at: sql`excluded.at`,
        waitsFor: sql`excluded.waits_for`,
      },
    });
}

/**
 * With the contract ends what somebody had proposed about it. When any of it was paid, the time for reviews begins; what
 * was refunded in full has none.
 */
async function endWaiting(
  tx: Tx,
  { id: contractId, at }: LockedContract,
  status: StoredJobStatus,
): Promise<void> {
  const isOpen = and(eq(changeOrders.contractId, contractId), eq(changeOrders.status, "proposed"));
  await tx.update(changeOrders).set({ status: "lapsed", decidedAt: at }).where(isOpen);
  await tx.delete(clocks).where(eq(clocks.contractId, contractId));
  if (status !== "completed") return;
  await tx.insert(clocks).values({ contractId, subject: REVIEWS, ...reviewsClock(at) });
}

type Movement = {
  readonly kind: "refund" | "hold" | "release";
  readonly number: number;
  readonly amountCents: Cents;
  readonly feeCents: Cents;
  /** What of the same kind had moved before: a dispute over a part moves money more than once. */
  readonly earlierCents: Cents;
  /** All that the hold has. */
  readonly isWhole: boolean;
};

/** Refunds come first, so that what they bring can be held again. */
function listMovements(changed: readonly Change[]): Movement[] {
  const all = changed.flatMap(({ before, after }): Movement[] => {
    const { number, amountCents } = after;
    const back = difference(before, after, "refundedCents");
    const paid = difference(before, after, "releasedCents");
    const feeCents = cents(paid - difference(before, after, "earnedCents"));
    const wholeCents = before ? heldCentsOf(before) : NOTHING;
    const movement = (kind: Movement["kind"], moved: Cents, earlierCents = NOTHING): Movement => ({
      kind,
      number,
      amountCents: moved,
      feeCents: kind === "release" ? feeCents : NOTHING,
      earlierCents,
      isWhole: moved === wholeCents,
    });
    return [
      ...(back > 0 ? [movement("refund", back, before?.refundedCents)] : []),
      ...(after.fundedAt && !before?.fundedAt ? [movement("hold", amountCents)] : []),
      ...(paid > 0 ? [movement("release", paid, before?.releasedCents)] : []),
    ];
  });
  const order = ["refund", "hold", "release"];
  return all.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

function difference(
  before: Milestone | undefined,
  after: Milestone,
  amount: "refundedCents" | "releasedCents" | "earnedCents",
): Cents {
  return cents(after[amount] - (before?.[amount] ?? 0));
}

async function moveMoney(
  tx: Tx,
  locked: LockedContract,
  changed: readonly Change[],
  { held, ...told }: { held: Cents; subject: string; cause: Cause | undefined },
): Promise<Moved> {
  const movements = listMovements(changed);
  // Several movements would lock the two wallets in an order of their own.
  if (movements.length > 1) await lockParties(tx, locked.id);
  const moved = { releasedCents: 0, refundedCents: 0, fundedCents: 0 };
  let heldCents = heldOf(locked.milestones);
  for (const movement of movements) {
    const { kind, amountCents } = movement;
    heldCents = cents(kind === "hold" ? heldCents + amountCents : heldCents - amountCents);
    await carryOut(tx, locked, { ...movement, heldCents, ...told });
    if (kind === "release") moved.releasedCents += amountCents;
    if (kind === "refund") moved.refundedCents += amountCents;
    if (kind === "hold") moved.fundedCents += amountCents;
  }
  if (heldCents !== held) throw new Error(`${locked.id} holds ${heldCents}, not ${held}`);
  return {
    releasedCents: cents(moved.releasedCents),
    refundedCents: cents(moved.refundedCents),
    fundedCents: cents(moved.fundedCents),
  };
}

async function carryOut(
  tx: Tx,
  locked: LockedContract,
  {
    kind,
    number,
    amountCents,
    feeCents,
    earlierCents,
    isWhole,
    heldCents,
    subject,
    cause,
  }: Movement & { heldCents: Cents; subject: string; cause: Cause | undefined },
): Promise<void> {
  const { id, jobId, clientId, freelancerId, actor, at } = locked;
  const reference = referenceOf(id, number);
  const key = [reference, kind, ...(earlierCents > 0 ? [earlierCents] : [])].join(":");
  const movement = { holdFor: holdOf(id, number), reference, key };
  const transferId = await post(tx, { ...movement, kind, amountCents, feeCents, isWhole }, locked);
  await recordEvent(tx, {
    jobId,
    kind: EVENTS[kind],
    actor,
    amountCents,
    heldAfterCents: heldCents,
    details: {
      ...(kind === "release" && cause && { cause }),
      ...(number > 1 && { milestone: number }),
    },
  });
  if (kind !== "release") return;
  const parties = { contractId: id, clientId, freelancerId };
  await issueInvoices(tx, {
    ...parties,
    subject,
    transferId,
    grossCents: amountCents,
    feeCents,
    at,
  });
}

const EVENTS = { release: "released", refund: "refunded", hold: "funded" } as const;

/** Resolves a hold whole when all of it goes to one side, and makes sure that it was what was agreed. */
async function post(
  tx: Tx,
  movement: {
    kind: Movement["kind"];
    holdFor: string;
    reference: string;
    key: string;
    amountCents: Cents;
    feeCents: Cents;
    isWhole: boolean;
  },
  { clientId, freelancerId }: LockedContract,
): Promise<string> {
  const { kind, feeCents, isWhole, amountCents, ...cause } = movement;
  if (kind === "hold") {
    const payee = { kind: "wallet", owner: freelancerId } as const;
    const hold = { ...cause, amountCents, payer: clientId, payee };
    return (await holdFunds(tx, hold)).transferId;
  }
  const resolution = isWhole ? cause : { ...cause, amountCents };
  const resolved =
    kind === "refund"
      ? await refundHold(tx, resolution)
      : await releaseHold(tx, { ...resolution, feeCents });
  if (resolved.amountCents !== amountCents) {
    throw new Error(`${cause.reference} held ${resolved.amountCents}, not ${amountCents}`);
  }
  return resolved.transferId;
}

/** What a milestone is after a step by which all of its money that no dispute freezes goes to one side. */
export function resolved(
  milestone: Milestone,
  { to, at, fee }: { to: "freelancer" | "client"; at: Date; fee: FeeTerms },
): Milestone {
  const freeCents = freeCentsOf(milestone);
  return paidOut(milestone, {
    toFreelancerCents: to === "freelancer" ? freeCents : NOTHING,
    toClientCents: to === "client" ? freeCents : NOTHING,
    fee,
    at,
  });
}

/** The same milestone in another state; a final one knows since when. */
export function inState(milestone: Milestone, status: Milestone["status"], at: Date): Milestone {
  return { ...milestone, status, endedAt: isFinal({ status }) ? at : null };
}

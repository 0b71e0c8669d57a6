import { asc, desc, eq, getTableColumns, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { clocks, contracts, jobs, milestones, submissions } from "#db/schema";
import type { Doer } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { JOB_STATUS_WORDS, type JobParty, type StoredJobStatus } from "#lib/jobs/policy";
import type { Cents } from "#lib/money";
import { now } from "#lib/time";
import { type Clock, type DisputeClock, isDisputeClock, REVIEWS } from "./clocks.ts";
import type { ContractParty, ContractStepName } from "./contract-views.ts";
import {
  currentOf,
  heldCentsOf,
  isFinal,
  type Milestone,
  roundsLeft,
  stageOf,
} from "./milestones.ts";
import { type ContractFacts, isRunning, nextContractStatus, partyOf } from "./policy.ts";

const {
  contractId: _,
  clientId: __,
  freelancerId: ___,
  hold: ____,
  ...kept
} = getTableColumns(milestones);

/** A milestone's own columns, without those that say of which contract it is. */
export const milestoneColumns = kept;

type Submission = typeof submissions.$inferSelect;

export type LockedContract = {
  readonly id: Id<"ctr">;
  readonly jobId: Id<"job">;
  readonly proposalId: Id<"prp">;
  readonly clientId: Id<"usr">;
  readonly freelancerId: Id<"usr">;
  /** All that was ever agreed on, and the one that this step is about. */
  readonly milestones: readonly Milestone[];
  readonly milestone: Milestone;
  readonly facts: ContractFacts;
  /** The version of the agreement that holds. */
  readonly agreementVersion: number;
  /** The texts that both agreed to. */
  readonly revisions: { readonly jobRevision: number; readonly proposalRevision: number };
  /** Counts the requests to cancel. */
  readonly cancellationNumber: number;
  readonly givenBackCents: Cents;
  /** The latest submission of the milestone. */
  readonly latest: Submission | null;
  readonly actor: Doer;
  readonly by: JobParty;
  /** The time of the whole step: everything that it writes carries this time. */
  readonly at: Date;
};

/**
 * Locks the job's row, then the contract's, always in this order, and reads what the rules look at; the contract's lock
 * covers its milestones and clocks. `milestoneNumber` is the one that the step is about: without it, the current one. A
 * person who is not a party gets `not_found`, as for a contract or a milestone that does not exist.
 */
export async function lockContract(
  tx: Tx,
  actor: Doer,
  contractId: Id<"ctr">,
  milestoneNumber?: number,
): Promise<LockedContract> {
  // Sent together, executed in this order: each statement sees its row as it is after its lock.
  const [[job], [contract], parts, waiting, latest] = await Promise.all([
    tx
      .select({ status: jobs.status })
      .from(jobs)
      .where(eq(jobs.id, sql`(select job_id from contracts where id = ${contractId})`))
      .for("update"),
    tx.select().from(contracts).where(eq(contracts.id, contractId)).for("update"),
    tx
      .select(milestoneColumns)
      .from(milestones)
      .where(eq(milestones.contractId, contractId))
      .orderBy(asc(milestones.number)),
    tx.select().from(clocks).where(eq(clocks.contractId, contractId)),
    tx
      .selectDistinctOn([submissions.milestoneNumber])
      .from(submissions)
      .where(eq(submissions.contractId, contractId))
      .orderBy(asc(submissions.milestoneNumber), desc(submissions.number)),
  ]);
  if (!job || !contract) throw new DomainError("not_found");
  const by = partyOf(actor, contract);
  if (by === "stranger") throw new DomainError("not_found");
  const milestone =
    milestoneNumber === undefined
      ? currentOf(parts)
      : parts.find(({ number }) => number === milestoneNumber);
  if (!milestone) throw new DomainError("not_found");
  const { id, jobId, proposalId, clientId, freelancerId, cancellationNumber } = contract;
  const { agreementVersion, jobRevision, proposalRevision, givenBackCents } = contract;
  const own = latest.find((each) => each.milestoneNumber === milestone.number) ?? null;
  const facts = toFacts({
    contract,
    milestone,
    milestones: parts,
    clock: waiting.find(({ subject }) => subject === String(milestone.number)) ?? null,
    reviewsEndAt: waiting.find(({ subject }) => subject === REVIEWS)?.at ?? null,
    disputeClock: waiting.find(({ subject }) => subject === milestone.disputeId) ?? null,
    jobStatus: job.status,
    submissionCount: own?.number ?? 0,
    isWorkSubmitted: latest.length > 0,
  });
  return {
    id,
    jobId,
    proposalId,
    clientId,
    freelancerId,
    milestones: parts,
    milestone,
    facts,
    agreementVersion,
    revisions: { jobRevision, proposalRevision },
    cancellationNumber,
    givenBackCents,
    latest: own,
    actor,
    by,
    at: now(),
  };
}

/** The rules' view of one milestone. `submissionCount` is the number of its latest submission. */
export function toFacts({
  contract,
  milestone,
  milestones: all,
  clock,
  reviewsEndAt,
  disputeClock,
  jobStatus,
  submissionCount,
  isWorkSubmitted,
}: {
  contract: typeof contracts.$inferSelect;
  milestone: Milestone;
  milestones: readonly Milestone[];
  clock: Clock | null;
  reviewsEndAt: Date | null;
  disputeClock: (Clock & Pick<DisputeClock, "toFreelancerCents">) | null;
  jobStatus: StoredJobStatus;
  submissionCount: number;
  isWorkSubmitted: boolean;
}): ContractFacts {
  const { releaseRule, reviewWindowDays, feeBasisPoints, feeMinimumCents } = contract;
  const status = stageOf(milestone);
  return {
    status,
    jobStatus,
    milestoneNumber: milestone.number,
    milestoneStatus: milestone.status,
    isLast: all.every((each) => each.number === milestone.number || isFinal(each)),
    priceCents: milestone.amountCents,
    heldCents: heldCentsOf(milestone),
    releasedCents: milestone.releasedCents,
    earnedCents: milestone.earnedCents,
    refundedCents: milestone.refundedCents,
    disputedCents: milestone.disputedCents,
    disputeId: milestone.disputeId,
    disputeClock:
      disputeClock && isDisputeClock(disputeClock) ? onlyDisputeClock(disputeClock) : null,
    isDisputed: all.some(({ status }) => status === "disputed"),
    fee: { feeBasisPoints, feeMinimumCents },
    releaseRule,
    reviewWindowDays,
    hiredAt: contract.createdAt,
    dueAt: milestone.dueAt ?? contract.dueAt,
    clock: clock && onlyClock(clock),
    releasedAt: milestone.releasedAt,
    completedAt: status === "completed" ? milestone.endedAt : null,
    cancelledAt: status === "cancelled" ? milestone.endedAt : null,
    reviewsEndAt,
    cancellationRequestedBy: sideWhoAsked(contract),
    submissionCount,
    isWorkSubmitted,
    rounds: milestone.rounds,
    roundsLeft: roundsLeft(milestone),
  };
}

function onlyClock<C extends Clock>({ what, at, waitsFor }: C): Pick<C, keyof Clock> {
  return { what, at, waitsFor };
}

function onlyDisputeClock({ what, at, waitsFor, toFreelancerCents }: DisputeClock): DisputeClock {
  return { what, at, waitsFor, toFreelancerCents };
}

function sideWhoAsked(
  contract: Pick<typeof contracts.$inferSelect, "cancellationRequestedBy" | "clientId">,
): ContractParty | null {
  if (contract.cancellationRequestedBy === null) return null;
  return contract.cancellationRequestedBy === contract.clientId ? "client" : "freelancer";
}

/** Throws wrong_state when the contract has ended. */
export function requireRunning({ facts: { jobStatus } }: LockedContract): void {
  if (isRunning(jobStatus)) return;
  throw new DomainError("wrong_state", { state: JOB_STATUS_WORDS[jobStatus] });
}

/** The next status when this actor takes this step, or the refusal as a `DomainError`. */
export function requireStep(locked: LockedContract, event: ContractStepName): StoredJobStatus {
  const { facts: contract, by, at } = locked;
  const step = nextContractStatus({ contract, event, by, at });
  if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
  return step.next;
}

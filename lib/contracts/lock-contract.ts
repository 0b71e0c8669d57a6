import { desc, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { contracts, jobs, submissions } from "#db/schema";
import type { Doer } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import type { JobParty, StoredJobStatus } from "#lib/jobs/policy";
import { now } from "#lib/time";
import { type ContractFacts, nextContractStatus, partyOf } from "./policy.ts";
import type { ContractParty, ContractStepName } from "./schema.ts";

export type LockedContract = {
  readonly id: Id<"ctr">;
  readonly jobId: Id<"job">;
  readonly proposalId: Id<"prp">;
  readonly clientId: Id<"usr">;
  readonly freelancerId: Id<"usr">;
  readonly facts: ContractFacts;
  /** Counts the requests to cancel. */
  readonly cancellationNumber: number;
  readonly latest: typeof submissions.$inferSelect | null;
  readonly actor: Doer;
  readonly by: JobParty;
  /** The time of the whole step: everything that it writes carries this time. */
  readonly at: Date;
};

/**
 * Locks the job's row, then the contract's, always in this order, and reads what the rules look at. A person who is not
 * a party gets `not_found`, as for a contract that does not exist.
 */
export async function lockContract(
  tx: Tx,
  actor: Doer,
  contractId: Id<"ctr">,
): Promise<LockedContract> {
  // Sent together, executed in this order: each statement sees its row as it is after its lock.
  const [[job], [contract], [latest]] = await Promise.all([
    tx
      .select({ status: jobs.status })
      .from(jobs)
      .where(eq(jobs.id, sql`(select job_id from contracts where id = ${contractId})`))
      .for("update"),
    tx.select().from(contracts).where(eq(contracts.id, contractId)).for("update"),
    tx
      .select()
      .from(submissions)
      .where(eq(submissions.contractId, contractId))
      .orderBy(desc(submissions.number))
      .limit(1),
  ]);
  if (!job || !contract) throw new DomainError("not_found");
  const by = partyOf(actor, contract);
  if (by === "stranger") throw new DomainError("not_found");
  const { id, jobId, proposalId, clientId, freelancerId, cancellationNumber } = contract;
  const facts = toFacts(contract, job.status, latest?.number ?? 0);
  return {
    id,
    jobId,
    proposalId,
    clientId,
    freelancerId,
    facts,
    cancellationNumber,
    latest: latest ?? null,
    actor,
    by,
    at: now(),
  };
}

/** The rules' view of a contract's row. `submissionCount` is the number of its latest submission. */
export function toFacts(
  contract: typeof contracts.$inferSelect,
  status: StoredJobStatus,
  submissionCount: number,
): ContractFacts {
  const { priceCents, releaseRule, reviewWindowDays, dueAt, reviewEndsAt } = contract;
  const { feeBasisPoints, feeMinimumCents } = contract;
  const { releasedAt, completedAt, cancelledAt } = contract;
  return {
    status,
    priceCents,
    fee: { feeBasisPoints, feeMinimumCents },
    releaseRule,
    reviewWindowDays,
    hiredAt: contract.createdAt,
    dueAt,
    reviewEndsAt,
    releasedAt,
    completedAt,
    cancelledAt,
    cancellationRequestedBy: sideWhoAsked(contract),
    submissionCount,
  };
}

function sideWhoAsked(contract: typeof contracts.$inferSelect): ContractParty | null {
  if (contract.cancellationRequestedBy === null) return null;
  return contract.cancellationRequestedBy === contract.clientId ? "client" : "freelancer";
}

/** The next status when this actor takes this step, or the refusal as a `DomainError`. */
export function requireStep(locked: LockedContract, event: ContractStepName): StoredJobStatus {
  const { facts: contract, by, at } = locked;
  const step = nextContractStatus({ contract, event, by, at });
  if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
  return step.next;
}

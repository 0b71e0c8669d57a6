import { eq } from "drizzle-orm";
import { driverOf, inTransaction, type Tx } from "#db/client";
import { contracts } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type Id, newId } from "#lib/ids";
import { type JobStatus, nextJobStatus, type Refusal } from "#lib/jobs/policy";
import { recordEvent } from "#lib/jobs/record-event";
import { holdFunds } from "#lib/ledger/hold-funds";
import { cents } from "#lib/money";
import { nextProposalStatus, type ProposalStatus } from "#lib/proposals/policy";
import { addDays, now } from "#lib/time";
import { type AcceptProposalInput, acceptProposalInput } from "./schema.ts";

/**
 * Hires: the price moves from the client's wallet to hold, work begins, and every other live proposal becomes "not
 * selected". Accepting the same proposal again answers with the same contract. Throws `not_found`, `forbidden`,
 * `own_job`, `job_not_open`, `proposal_not_live`, `insufficient_funds` (with `missing`).
 */
export async function acceptProposal(
  actor: Actor,
  input: AcceptProposalInput,
  tx?: Tx,
): Promise<{ contractId: Id<"ctr">; jobId: Id<"job">; isReplay: boolean }> {
  if (actor.role !== "client") throw new DomainError("forbidden");
  const { proposalId } = acceptProposalInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { job, proposal } = await lockJobAndProposal(tx, proposalId);
    const jobId = job.id;
    if (job.client_id !== actor.userId) throw new DomainError("not_found");
    if (proposal.freelancer_id === actor.userId) throw new DomainError("own_job");
    if (proposal.status === "accepted") {
      return { contractId: await getContractOf(tx, proposalId), jobId, isReplay: true };
    }
    const jobStatus = requireNext(
      nextJobStatus({ status: job.status, event: "accept_proposal", by: "client" }),
    );
    requireNext(nextProposalStatus({ status: proposal.status, event: "accept", by: "client" }));
    const contractId = newId("ctr");
    const amountCents = cents(proposal.price_cents);
    // Sent together and carried out in this order: the ledger comes after job and proposals.
    await allInOrder([
      startWork(tx, {
        contractId,
        jobId,
        proposalId,
        jobStatus,
        timelineDays: proposal.timeline_days,
      }),
      holdFunds(tx, {
        payer: actor.userId,
        payee: { kind: "wallet", owner: proposal.freelancer_id },
        holdFor: contractId,
        amountCents,
        key: `contract:${contractId}:hold`,
        reference: `contract:${contractId}`,
      }),
      recordEvent(tx, {
        jobId,
        kind: "hired",
        actor,
        proposalId,
        amountCents,
        heldAfterCents: amountCents,
      }),
    ]);
    return { contractId, jobId, isReplay: false };
  });
}

/** Waits for statements sent together; throws the first one's error, not what the later ones made of it. */
async function allInOrder(statements: readonly Promise<unknown>[]): Promise<void> {
  for (const result of await Promise.allSettled(statements)) {
    if (result.status === "rejected") throw result.reason;
  }
}

type JobRow = { id: Id<"job">; client_id: Id<"usr">; status: JobStatus };
type ProposalRow = {
  freelancer_id: Id<"usr">;
  status: ProposalStatus;
  price_cents: string;
  timeline_days: number;
};

/**
 * Locks the proposal's job, then the proposal; each statement sees what the lock before it waited for. Written for
 * the driver, like `startWork`: the same through the query builder halves the acceptances per second.
 */
async function lockJobAndProposal(tx: Tx, proposalId: Id<"prp">) {
  const sql = driverOf(tx);
  const [[job], [proposal]] = await Promise.all([
    sql<JobRow[]>`
      select id, client_id, status from jobs
      where id = (select job_id from proposals where id = ${proposalId}) for update`,
    sql<ProposalRow[]>`
      select freelancer_id, status, price_cents, timeline_days from proposals
      where id = ${proposalId} for update`,
  ]);
  if (!job || !proposal) throw new DomainError("not_found");
  return { job, proposal };
}

/** The job's next status, the end of every live proposal and the contract, in one prepared statement. */
async function startWork(
  tx: Tx,
  work: {
    contractId: Id<"ctr">;
    jobId: Id<"job">;
    proposalId: Id<"prp">;
    jobStatus: JobStatus;
    timelineDays: number;
  },
): Promise<void> {
  const { contractId, jobId, proposalId, jobStatus, timelineDays } = work;
  const at = now();
  const moment = at.toISOString();
  const dueAt = addDays(at, timelineDays).toISOString();
  await driverOf(tx)`
    with job as (
      update jobs set status = ${jobStatus}, updated_at = ${moment} where id = ${jobId}
      returning id, client_id, release_rule, review_window_days
    ), decided as (
      update proposals set decided_at = ${moment},
        status = case when id = ${proposalId} then 'accepted' else 'not_selected' end
      where job_id = ${jobId} and status = 'submitted'
      returning id, freelancer_id, price_cents, timeline_days
    )
    insert into contracts (id, job_id, proposal_id, client_id, freelancer_id, price_cents, timeline_days,
      release_rule, review_window_days, created_at, due_at)
    select ${contractId}, job.id, decided.id, job.client_id, decided.freelancer_id, decided.price_cents,
      decided.timeline_days, job.release_rule, job.review_window_days, ${moment}::timestamptz, ${dueAt}::timestamptz
    from job, decided where decided.id = ${proposalId}`;
}

function requireNext<Status>(
  step: { readonly next: Status } | { readonly refusal: Refusal },
): Status {
  if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
  return step.next;
}

async function getContractOf(tx: Tx, proposalId: Id<"prp">): Promise<Id<"ctr">> {
  const [contract] = await tx
    .select({ id: contracts.id })
    .from(contracts)
    .where(eq(contracts.proposalId, proposalId));
  if (!contract) throw new DomainError("not_found");
  return contract.id;
}

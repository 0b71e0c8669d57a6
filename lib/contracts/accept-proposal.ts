import { eq } from "drizzle-orm";
import { driverOf, inTransaction, type Tx } from "#db/client";
import { contracts } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { nextJobStatus, type Refusal, type StoredJobStatus } from "#lib/jobs/policy";
import { listTermChanges } from "#lib/jobs/queries/changes";
import { recordEvent } from "#lib/jobs/record-event";
import { requireSeenJob } from "#lib/jobs/require-seen-job";
import { holdFunds } from "#lib/ledger/movements";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { notify, notifyEach, type Recipient } from "#lib/notifications/notify";
import { nextProposalStatus, type ProposalStatus } from "#lib/proposals/policy";
import { requireSeenOffer } from "#lib/proposals/require-seen-offer";
import { addDays, now } from "#lib/time";
import { type AcceptProposalInput, acceptProposalInput } from "./schema.ts";

/**
 * Hires: the price moves from the client's wallet to hold, work begins, and every other live proposal becomes "not
 * selected". Accepting the same proposal again returns the same contract. Throws `not_found`, `forbidden`, `own_job`,
 * `job_not_open`, `proposal_not_live`, `insufficient_funds` (with `missing`), `changed_meanwhile` when the offer or the
 * job differs from the page, `proposal_outdated` when its freelancer has not agreed to the job as it is now.
 */
export async function acceptProposal(
  actor: VerifiedActor,
  input: AcceptProposalInput,
  tx?: Tx,
): Promise<{ contractId: Id<"ctr">; jobId: Id<"job">; isReplay: boolean }> {
  if (actor.role !== "client") throw new DomainError("forbidden");
  const { proposalId, ...seen } = acceptProposalInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { job, proposal } = await lockJobAndProposal(tx, proposalId);
    const jobId = job.id;
    if (job.client_id !== actor.userId) throw new DomainError("not_found");
    if (proposal.freelancer_id === actor.userId) throw new DomainError("own_job");
    if (proposal.status === "accepted" && proposal.revision === seen.proposalRevision) {
      return { contractId: await getContractOf(tx, proposalId), jobId, isReplay: true };
    }
    const jobStatus = requireNext(
      nextJobStatus({ status: job.status, event: "accept_proposal", by: "client" }),
    );
    requireNext(nextProposalStatus({ status: proposal.status, event: "accept", by: "client" }));
    await requireSeenOffer(
      tx,
      { id: proposalId, revision: proposal.revision },
      seen.proposalRevision,
    );
    await requireSeenJob(tx, job, seen.jobRevision);
    await requireAgreement(tx, job, proposal.job_revision);
    const contractId = newId("ctr");
    const amountCents = cents(proposal.price_cents);
    // Sent together and executed in this order: the ledger comes after job and proposals.
    const started = startWork(tx, {
      contractId,
      jobId,
      proposalId,
      jobStatus,
      timelineDays: proposal.timeline_days,
    });
    await allInOrder([
      started,
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
      notify(tx, {
        kind: "hired",
        to: proposal.freelancer_id,
        about: contractId,
        by: actor.userId,
        jobId,
        facts: { amountCents },
      }),
    ]);
    await notifyEach(tx, await started, {
      kind: "proposal_declined",
      by: actor.userId,
      jobId,
      facts: { how: "filled" },
    });
    return { contractId, jobId, isReplay: false };
  });
}

/** Waits for statements that were sent together. Throws the first error, not those that follow from it. */
async function allInOrder(statements: readonly Promise<unknown>[]): Promise<void> {
  for (const result of await Promise.allSettled(statements)) {
    if (result.status === "rejected") throw result.reason;
  }
}

/** Both have read what they agree to: nobody is hired on a text that they never saw. */
async function requireAgreement(tx: Tx, job: JobRow, agreedRevision: number): Promise<void> {
  if (agreedRevision === job.revision) return;
  const changes = await listTermChanges(tx, job.id, { seen: agreedRevision, now: job.revision });
  throw new DomainError("proposal_outdated", {}, changes ?? []);
}

type JobRow = { id: Id<"job">; client_id: Id<"usr">; status: StoredJobStatus; revision: number };
type ProposalRow = {
  freelancer_id: Id<"usr">;
  status: ProposalStatus;
  price_cents: string;
  timeline_days: number;
  revision: number;
  job_revision: number;
};

/**
 * Locks the proposal's job, then the proposal; each statement sees the row as it is after its lock. Written for the
 * driver, like `startWork`: the same through the query builder halves the acceptances per second.
 */
async function lockJobAndProposal(tx: Tx, proposalId: Id<"prp">) {
  const sql = driverOf(tx);
  const [[job], [proposal]] = await Promise.all([
    sql<JobRow[]>`
      select id, client_id, status, revision from jobs
      where id = (select job_id from proposals where id = ${proposalId}) for update`,
    sql<ProposalRow[]>`
      select freelancer_id, status, price_cents, timeline_days, revision, job_revision from proposals
      where id = ${proposalId} for update`,
  ]);
  if (!job || !proposal) throw new DomainError("not_found");
  return { job, proposal };
}

/**
 * Sets the job's next status, ends every live proposal and makes the contract, in one prepared statement. Returns whose
 * other proposals it ended.
 */
async function startWork(
  tx: Tx,
  work: {
    contractId: Id<"ctr">;
    jobId: Id<"job">;
    proposalId: Id<"prp">;
    jobStatus: StoredJobStatus;
    timelineDays: number;
  },
): Promise<Recipient[]> {
  const { contractId, jobId, proposalId, jobStatus, timelineDays } = work;
  const at = now();
  const moment = at.toISOString();
  const dueAt = addDays(at, timelineDays).toISOString();
  return driverOf(tx)<Recipient[]>`
    with job as (
      update jobs set status = ${jobStatus}, updated_at = ${moment} where id = ${jobId}
      returning id, client_id, release_rule, review_window_days, revision
    ), decided as (
      update proposals set decided_at = ${moment},
        read_at = case when id = ${proposalId} then coalesce(read_at, ${moment}) else read_at end,
        answered_at = case when id = ${proposalId} then coalesce(answered_at, ${moment}) else answered_at end,
        status = case when id = ${proposalId} then 'accepted' else 'not_selected' end
      where job_id = ${jobId} and status = 'submitted'
      returning id, freelancer_id, price_cents, timeline_days, fee_basis_points, fee_minimum_cents, revision
    ), made as (
      insert into contracts (id, job_id, proposal_id, client_id, freelancer_id, price_cents, timeline_days,
        fee_basis_points, fee_minimum_cents, release_rule, review_window_days, job_revision, proposal_revision,
        created_at, due_at)
      select ${contractId}, job.id, decided.id, job.client_id, decided.freelancer_id, decided.price_cents,
        decided.timeline_days, decided.fee_basis_points, decided.fee_minimum_cents, job.release_rule,
        job.review_window_days, job.revision, decided.revision, ${moment}::timestamptz, ${dueAt}::timestamptz
      from job, decided where decided.id = ${proposalId}
    )
    select freelancer_id as "to", id as about from decided where id <> ${proposalId}`;
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

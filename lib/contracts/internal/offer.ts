import { driverOf, type Tx } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { nextJobStatus, type Refusal, type StoredJobStatus } from "#lib/jobs/policy";
import { listTermChanges } from "#lib/jobs/queries/changes";
import { requireSeenJob } from "#lib/jobs/require-seen-job";
import { nextProposalStatus, type ProposalStatus } from "#lib/proposals/policy";
import { requireSeenOffer } from "#lib/proposals/require-seen-offer";
import { requireStanding } from "#lib/standing/require-standing";

type JobRow = { id: Id<"job">; client_id: Id<"usr">; status: StoredJobStatus; revision: number };
type ProposalRow = {
  id: Id<"prp">;
  freelancer_id: Id<"usr">;
  status: ProposalStatus;
  price_cents: string;
  timeline_days: number;
  revision: number;
  job_revision: number;
};

/** A proposal and the job that it is for, both locked. */
export type Offer = { readonly job: JobRow; readonly proposal: ProposalRow };

/** What was on the client's screen. */
export type SeenOffer = { readonly proposalRevision: number; readonly jobRevision: number };

/**
 * Locks the proposal's job, then the proposal; each statement sees the row as it is after its lock. Written for the
 * driver: the same through the query builder halves the acceptances per second. Throws `not_found`.
 */
export async function lockOffer(tx: Tx, proposalId: Id<"prp">): Promise<Offer> {
  const sql = driverOf(tx);
  const [[job], [proposal]] = await Promise.all([
    sql<JobRow[]>`
      select id, client_id, status, revision from jobs
      where id = (select job_id from proposals where id = ${proposalId}) for update`,
    sql<ProposalRow[]>`
      select id, freelancer_id, status, price_cents, timeline_days, revision, job_revision from proposals
      where id = ${proposalId} for update`,
  ]);
  if (!job || !proposal) throw new DomainError("not_found");
  return { job, proposal };
}

/** Throws `not_found` for somebody else's job, and `own_job` for an offer of one's own. */
export function requireOwn({ userId }: Actor, { job, proposal }: Offer): void {
  if (job.client_id !== userId) throw new DomainError("not_found");
  if (proposal.freelancer_id === userId) throw new DomainError("own_job");
}

/**
 * Makes sure that this offer can be hired from now, on what was seen; returns the status that the job then has. Throws
 * `job_not_open`, `proposal_not_live`, `changed_meanwhile`, `proposal_outdated`.
 */
export async function requireHireable(
  tx: Tx,
  { job, proposal }: Offer,
  seen: SeenOffer,
): Promise<StoredJobStatus> {
  const { id, status, revision } = proposal;
  const next = requireNext(
    nextJobStatus({ status: job.status, event: "accept_proposal", by: "client" }),
  );
  requireNext(nextProposalStatus({ status, event: "accept", by: "client" }));
  await requireSeenOffer(tx, { id, revision }, seen.proposalRevision);
  await requireSeenJob(tx, job, seen.jobRevision);
  await requireAgreement(tx, job, proposal.job_revision);
  return next;
}

/** Makes sure that both may begin something together. Throws `restricted`, `person_suspended`. */
export function requireBothStanding(tx: Tx, { job, proposal }: Offer): Promise<void> {
  return requireStanding(tx, { userId: job.client_id }, "hire", proposal.freelancer_id);
}

/** Both have read what they agree to: nobody is hired on a text that they never saw. */
async function requireAgreement(tx: Tx, job: JobRow, agreedRevision: number): Promise<void> {
  if (agreedRevision === job.revision) return;
  const changes = await listTermChanges(tx, job.id, { seen: agreedRevision, now: job.revision });
  throw new DomainError("proposal_outdated", {}, changes ?? []);
}

function requireNext<Status>(
  step: { readonly next: Status } | { readonly refusal: Refusal },
): Status {
  if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
  return step.next;
}

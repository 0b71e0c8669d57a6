import { eq } from "drizzle-orm";
import { driverOf, type Tx } from "#db/client";
import { contracts } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import type { StoredJobStatus } from "#lib/jobs/policy";
import { eventStatement } from "#lib/jobs/record-event";
import { holdFunds } from "#lib/ledger/movements";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { notificationStatement, notifyEach, type Recipient } from "#lib/notifications/notify";
import { addDays, now } from "#lib/time";
import { workClock } from "../clocks.ts";
import {
  lockOffer,
  requireBothStanding,
  requireHireable,
  requireOwn,
  type SeenOffer,
} from "./offer.ts";

export type Hired = {
  readonly contractId: Id<"ctr">;
  readonly jobId: Id<"job">;
  readonly isReplay: boolean;
};

/**
 * The step that `acceptProposal` and `hireWhenPaid` share: everything that hiring is, for a client who has agreed to
 * what they saw. Throws like `acceptProposal`.
 */
export async function hireFrom(
  tx: Tx,
  client: Actor,
  { proposalId, ...seen }: SeenOffer & { readonly proposalId: Id<"prp"> },
): Promise<Hired> {
  const offer = await lockOffer(tx, proposalId);
  const { job, proposal } = offer;
  const jobId = job.id;
  requireOwn(client, offer);
  if (proposal.status === "accepted" && proposal.revision === seen.proposalRevision) {
    return { contractId: await getContractOf(tx, proposalId), jobId, isReplay: true };
  }
  const jobStatus = await requireHireable(tx, offer, seen);
  const contractId = newId("ctr");
  const amountCents = cents(proposal.price_cents);
  // Sent together and executed in this order: the ledger comes after job and proposals. A refusal undoes them all.
  const standing = requireBothStanding(tx, offer);
  const started = startWork(tx, {
    contractId,
    jobId,
    proposalId,
    jobStatus,
    timelineDays: proposal.timeline_days,
    event: eventStatement(tx, {
      jobId,
      kind: "hired",
      actor: client,
      proposalId,
      amountCents,
      heldAfterCents: amountCents,
    }),
    notification: notificationStatement(tx, {
      kind: "hired",
      to: proposal.freelancer_id,
      about: contractId,
      by: client.userId,
      jobId,
      facts: { amountCents },
    }),
  });
  const held = holdFunds(tx, {
    payer: client.userId,
    payee: { kind: "wallet", owner: proposal.freelancer_id },
    holdFor: contractId,
    amountCents,
    key: `contract:${contractId}:hold`,
    reference: `contract:${contractId}`,
  });
  await allInOrder([standing, started, held]);
  await notifyEach(tx, await started, {
    kind: "proposal_declined",
    by: client.userId,
    jobId,
    facts: { how: "filled" },
  });
  return { contractId, jobId, isReplay: false };
}

/** Waits for statements that were sent together. Throws the first error, not those that follow from it. */
async function allInOrder(statements: readonly Promise<unknown>[]): Promise<void> {
  for (const result of await Promise.allSettled(statements)) {
    if (result.status === "rejected") throw result.reason;
  }
}

/**
 * Sets the job's next status, ends every live proposal, makes the contract with its milestone and its clock, and says so
 * in the job's history and to the freelancer, all in one prepared statement: what each statement costs beside its work
 * adds up. Returns whose other proposals it ended.
 */
async function startWork(
  tx: Tx,
  work: {
    contractId: Id<"ctr">;
    jobId: Id<"job">;
    proposalId: Id<"prp">;
    jobStatus: StoredJobStatus;
    timelineDays: number;
    event: ReturnType<typeof eventStatement>;
    notification: ReturnType<typeof notificationStatement>;
  },
): Promise<Recipient[]> {
  const { contractId, jobId, proposalId, jobStatus, timelineDays, event, notification } = work;
  const at = now();
  const moment = at.toISOString();
  const due = addDays(at, timelineDays);
  const dueAt = due.toISOString();
  const clock = workClock({ dueAt: due }, at);
  return driverOf(tx)<Recipient[]>`
    with job as (
      update jobs set status = ${jobStatus}, updated_at = ${moment} where id = ${jobId}
      returning id, client_id, release_rule, review_window_days, revision, rounds, checklist
    ), decided as (
      update proposals set decided_at = ${moment},
        read_at = case when id = ${proposalId} then coalesce(read_at, ${moment}) else read_at end,
        answered_at = case when id = ${proposalId} then coalesce(answered_at, ${moment}) else answered_at end,
        status = case when id = ${proposalId} then 'accepted' else 'not_selected' end
      where job_id = ${jobId} and status = 'submitted'
      returning id, freelancer_id, price_cents, timeline_days, fee_basis_points, fee_minimum_cents, revision
    ), made as (
      insert into contracts (id, job_id, proposal_id, client_id, freelancer_id, price_cents, held_cents, timeline_days,
        fee_basis_points, fee_minimum_cents, release_rule, review_window_days, job_revision, proposal_revision,
        created_at, due_at)
      select ${contractId}, job.id, decided.id, job.client_id, decided.freelancer_id, decided.price_cents,
        decided.price_cents, decided.timeline_days, decided.fee_basis_points, decided.fee_minimum_cents, job.release_rule,
        job.review_window_days, job.revision, decided.revision, ${moment}::timestamptz, ${dueAt}::timestamptz
      from job, decided where decided.id = ${proposalId}
      returning id, client_id, freelancer_id, price_cents, timeline_days
    ), whole as (
      insert into milestones (contract_id, number, position, client_id, freelancer_id, amount_cents, days, status, rounds,
        checklist, funded_at, due_at)
      select made.id, 1, 1, made.client_id, made.freelancer_id, price_cents, timeline_days, 'funded', job.rounds,
        job.checklist, ${moment}::timestamptz, ${dueAt}::timestamptz
      from made, job
    ), clock as (
      insert into clocks (contract_id, subject, what, at, waits_for)
      select id, '1', ${clock.what}, ${clock.at.toISOString()}::timestamptz, ${clock.waitsFor} from made
    ), event as (${event}), notification as (${notification})
    select freelancer_id as "to", id as about from decided where id <> ${proposalId}`;
}

async function getContractOf(tx: Tx, proposalId: Id<"prp">): Promise<Id<"ctr">> {
  const [contract] = await tx
    .select({ id: contracts.id })
    .from(contracts)
    .where(eq(contracts.proposalId, proposalId));
  if (!contract) throw new DomainError("not_found");
  return contract.id;
}

import { and, eq, sql } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { contracts, jobs, proposals } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type Id, newId } from "#lib/ids";
import { nextJobStatus } from "#lib/jobs/policy";
import { recordEvent } from "#lib/jobs/record-event";
import { holdFunds } from "#lib/ledger/hold-funds";
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
    const { job, proposal } = await lockProposal(tx, proposalId);
    if (job.clientId !== actor.userId) throw new DomainError("not_found");
    if (proposal.freelancerId === actor.userId) throw new DomainError("own_job");
    if (proposal.status === "accepted") {
      return { contractId: await getContractOf(tx, proposalId), jobId: job.id, isReplay: true };
    }
    const step = nextJobStatus({ status: job.status, event: "accept_proposal", by: "client" });
    if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
    if (proposal.status !== "submitted") throw new DomainError("proposal_not_live");
    const contractId = newId("ctr");
    const at = now();
    const { priceCents: amountCents, freelancerId, timelineDays } = proposal;
    // Sent together in this order; the ledger comes after job and proposals.
    await Promise.all([
      tx.update(jobs).set({ status: step.next, updatedAt: at }).where(eq(jobs.id, job.id)),
      decideProposals(tx, job.id, proposalId, at),
      tx.insert(contracts).values({
        id: contractId,
        jobId: job.id,
        proposalId,
        clientId: actor.userId,
        freelancerId,
        priceCents: amountCents,
        timelineDays,
        releaseRule: job.releaseRule,
        reviewWindowDays: job.reviewWindowDays,
        createdAt: at,
        dueAt: addDays(at, timelineDays),
      }),
      holdFunds(tx, {
        payer: actor.userId,
        payee: { kind: "wallet", owner: freelancerId },
        holdFor: contractId,
        amountCents,
        key: `contract:${contractId}:hold`,
        reference: `contract:${contractId}`,
      }),
      recordEvent(tx, {
        jobId: job.id,
        kind: "hired",
        actor,
        proposalId,
        amountCents,
        heldAfterCents: amountCents,
      }),
    ]);
    return { contractId, jobId: job.id, isReplay: false };
  });
}

/** Locks the proposal's job, then the proposal; each statement sees what the lock before it waited for. */
async function lockProposal(tx: Tx, proposalId: Id<"prp">) {
  const [[job], [proposal]] = await Promise.all([
    tx
      .select({
        id: jobs.id,
        clientId: jobs.clientId,
        status: jobs.status,
        releaseRule: jobs.releaseRule,
        reviewWindowDays: jobs.reviewWindowDays,
      })
      .from(jobs)
      .where(eq(jobs.id, sql`(select job_id from proposals where id = ${proposalId})`))
      .for("update"),
    tx.select().from(proposals).where(eq(proposals.id, proposalId)).for("update"),
  ]);
  if (!job || !proposal) throw new DomainError("not_found");
  return { job, proposal };
}

function decideProposals(tx: Tx, jobId: Id<"job">, accepted: Id<"prp">, at: Date) {
  const status = sql`case when ${proposals.id} = ${accepted} then 'accepted' else 'not_selected' end`;
  return tx
    .update(proposals)
    .set({ status, decidedAt: at })
    .where(and(eq(proposals.jobId, jobId), eq(proposals.status, "submitted")));
}

async function getContractOf(tx: Tx, proposalId: Id<"prp">): Promise<Id<"ctr">> {
  const [contract] = await tx
    .select({ id: contracts.id })
    .from(contracts)
    .where(eq(contracts.proposalId, proposalId));
  if (!contract) throw new DomainError("not_found");
  return contract.id;
}

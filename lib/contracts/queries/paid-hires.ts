import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { jobs, paidHires, payments, proposals, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import type { HirePaymentView, PaidHireView } from "../contract-views.ts";

/** The hire for which one of the client's payments was made; null for any other payment. */
export async function findPaidHire(
  actor: Actor,
  paymentId: Id<"pay">,
): Promise<PaidHireView | null> {
  const [row] = await getDb()
    .select({
      proposalId: paidHires.proposalId,
      freelancerName: users.name,
      contractId: paidHires.contractId,
      notHired: paidHires.notHired,
      isStillOffered,
    })
    .from(paidHires)
    .innerJoin(proposals, eq(proposals.id, paidHires.proposalId))
    .innerJoin(jobs, eq(jobs.id, proposals.jobId))
    .innerJoin(users, eq(users.id, proposals.freelancerId))
    .where(and(eq(paidHires.paymentId, paymentId), eq(paidHires.clientId, actor.userId)));
  return row ?? null;
}

/** What `requireHireable` (internal/offer.ts) asks of an offer, as one condition. */
const isStillOffered = sql<boolean>`(${jobs.status} = 'open' and ${proposals.status} = 'submitted'
  and ${proposals.revision} = ${paidHires.proposalRevision} and ${jobs.revision} = ${paidHires.jobRevision}
  and ${proposals.jobRevision} = ${jobs.revision})`;

/** The client's payments to hire from these proposals that have not ended, by proposal: of several, one that still can. */
export async function listHirePayments(
  actor: Actor,
  proposalIds: readonly Id<"prp">[],
): Promise<ReadonlyMap<Id<"prp">, HirePaymentView>> {
  if (proposalIds.length === 0) return new Map();
  const rows = await getDb()
    .select({
      proposalId: paidHires.proposalId,
      paymentId: paidHires.paymentId,
      amountCents: payments.amountCents,
      status: payments.status,
      isStillOffered,
      isGivenUp: sql<boolean>`${payments.givenUpAt} is not null`,
    })
    .from(paidHires)
    .innerJoin(payments, eq(payments.id, paidHires.paymentId))
    .innerJoin(proposals, eq(proposals.id, paidHires.proposalId))
    .innerJoin(jobs, eq(jobs.id, proposals.jobId))
    .where(
      and(
        eq(paidHires.clientId, actor.userId),
        inArray(paidHires.proposalId, [...proposalIds]),
        isNull(paidHires.endedAt),
      ),
    )
    .orderBy(isStillOffered, payments.createdAt);
  return new Map(rows.map(({ proposalId, ...payment }) => [proposalId, payment]));
}

/** The same for one proposal; null without one. */
export async function findHirePayment(
  actor: Actor,
  proposalId: Id<"prp">,
): Promise<HirePaymentView | null> {
  return (await listHirePayments(actor, [proposalId])).get(proposalId) ?? null;
}

import { and, eq, inArray, isNull } from "drizzle-orm";
import { getDb } from "#db/client";
import { paidHires, payments, proposals, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import type { HirePaymentView, PaidHireView } from "../schema.ts";

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
    })
    .from(paidHires)
    .innerJoin(proposals, eq(proposals.id, paidHires.proposalId))
    .innerJoin(users, eq(users.id, proposals.freelancerId))
    .where(and(eq(paidHires.paymentId, paymentId), eq(paidHires.clientId, actor.userId)));
  return row ?? null;
}

/** The client's payments to hire from these proposals that have not ended, by proposal. */
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
    })
    .from(paidHires)
    .innerJoin(payments, eq(payments.id, paidHires.paymentId))
    .where(
      and(
        eq(paidHires.clientId, actor.userId),
        inArray(paidHires.proposalId, [...proposalIds]),
        isNull(paidHires.endedAt),
      ),
    );
  return new Map(rows.map(({ proposalId, ...payment }) => [proposalId, payment]));
}

/** The same for one proposal; null without one. */
export async function findHirePayment(
  actor: Actor,
  proposalId: Id<"prp">,
): Promise<HirePaymentView | null> {
  return (await listHirePayments(actor, [proposalId])).get(proposalId) ?? null;
}

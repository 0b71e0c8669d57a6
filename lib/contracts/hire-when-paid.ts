import { eq } from "drizzle-orm";
import { getDb, type Tx } from "#db/client";
import { paidHires, payments, proposals } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import { type ErrorCode, isDomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { notify } from "#lib/notifications/notify";
import { now } from "#lib/time";
import type { NotHired } from "./contract-views.ts";
import { hireFrom } from "./internal/hire-from.ts";

type Hire = typeof paidHires.$inferSelect;
type Outcome = { readonly contractId: Id<"ctr"> } | { readonly notHired: NotHired };

/** The refusals of hiring that end a paid hire. Anything else is a failure, and the queue tries again. */
const REASONS = [
  ["insufficient_funds", "money_used"],
  ["owes", "money_used"],
  ["changed_meanwhile", "changed"],
  ["proposal_outdated", "changed"],
  ["job_not_open", "no_longer_open"],
  ["proposal_not_live", "no_longer_open"],
  ["restricted", "no_longer_open"],
  ["person_suspended", "no_longer_open"],
] as const satisfies readonly (readonly [ErrorCode, NotHired])[];

/**
 * Goes on with a hire whose payment has settled or failed: hires on the terms that the client agreed to when paying, or
 * says why nobody was hired; the money is then in the wallet. Done again, it changes nothing.
 *
 * It runs after the payment's transaction, not in it: that one has locked the payment, and a job is locked before any
 * payment. Lock order: the hire's own row, which nobody waits for who holds a job, then job, contract, ledger.
 */
export async function hireWhenPaid(
  _doer: typeof SYSTEM,
  { paymentId }: { paymentId: Id<"pay"> },
): Promise<void> {
  await getDb().transaction(async (tx) => {
    const [hire] = await tx
      .select()
      .from(paidHires)
      .where(eq(paidHires.paymentId, paymentId))
      .for("update");
    if (!hire) throw new Error(`No hire belongs to the payment ${paymentId}`);
    if (hire.endedAt) return;
    const payment = await readEnded(tx, paymentId);
    const outcome: Outcome =
      payment.status === "settled" ? await tryToHire(tx, hire) : { notHired: "payment_failed" };
    await tx
      .update(paidHires)
      .set({ ...outcome, endedAt: now() })
      .where(eq(paidHires.paymentId, paymentId));
    await tellClient(tx, { hire, outcome, amountCents: payment.amountCents });
  });
}

async function readEnded(tx: Tx, paymentId: Id<"pay">) {
  const [payment] = await tx.select().from(payments).where(eq(payments.id, paymentId));
  if (payment?.status === "settled" || payment?.status === "failed") return payment;
  throw new Error(`The payment ${paymentId} has not ended`);
}

/** In a savepoint: what the ledger refuses aborts everything since. */
async function tryToHire(tx: Tx, hire: Hire): Promise<Outcome> {
  const { clientId, proposalId, proposalRevision, jobRevision } = hire;
  const client = { userId: clientId, role: "client" } as const;
  try {
    const { contractId, isReplay } = await tx.transaction((hiring) =>
      hireFrom(hiring, client, { proposalId, proposalRevision, jobRevision }),
    );
    return isReplay ? { notHired: "already_hired" } : { contractId };
  } catch (error) {
    const reason = REASONS.find(([code]) => isDomainError(error, code));
    if (!reason) throw error;
    return { notHired: reason[1] };
  }
}

async function tellClient(
  tx: Tx,
  { hire, outcome, amountCents }: { hire: Hire; outcome: Outcome; amountCents: number },
): Promise<void> {
  const [proposal] = await tx
    .select({ jobId: proposals.jobId })
    .from(proposals)
    .where(eq(proposals.id, hire.proposalId));
  if (!proposal) throw new Error(`There is no proposal ${hire.proposalId}`);
  const told = { to: hire.clientId, by: null, jobId: proposal.jobId } as const;
  if ("contractId" in outcome) {
    const about = outcome.contractId;
    await notify(tx, { ...told, kind: "hired_on_payment", about, facts: { amountCents } });
    return;
  }
  const facts = { amountCents, why: outcome.notHired };
  await notify(tx, { ...told, kind: "not_hired", about: hire.paymentId, facts });
}

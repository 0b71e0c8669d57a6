import { and, eq, isNull, or } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { paidHires, payments } from "#db/schema";
import type { Actor, VerifiedActor } from "#lib/auth/actor";
import { listChanges } from "#lib/changes";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { getBalance, getOwed } from "#lib/ledger/queries";
import { type Cents, cents, formatCents } from "#lib/money";
import { amountToPay } from "#lib/payments/policy";
import { startDeposit } from "#lib/payments/start-deposit";
import { lockOffer, requireBothStanding, requireHireable, requireOwn } from "./internal/offer.ts";
import { type PayAndHireInput, payAndHireInput } from "./schema.ts";

type Terms = ReturnType<typeof payAndHireInput.parse>;

/**
 * Starts a payment of exactly what is missing in the client's wallet for this hire; `hireWhenPaid` hires once it has
 * settled. The same form sent twice, and the same hire from another page while its payment is under way or has hired,
 * return the first payment. Throws what `acceptProposal` throws about the offer, `changed_meanwhile` when another amount
 * is missing than was shown, and what `startDeposit` throws.
 */
export async function payAndHire(
  actor: VerifiedActor,
  input: PayAndHireInput,
  tx?: Tx,
): Promise<{ paymentId: Id<"pay">; isReplay: boolean }> {
  if (actor.role !== "client") throw new DomainError("forbidden");
  const terms = payAndHireInput.parse(input);
  const { proposalId, proposalRevision, jobRevision, card, requestKey } = terms;
  return inTransaction(tx, async (tx) => {
    // Lock order: job, proposal, payment. The job's lock makes other pages wait for this one's payment.
    const offer = await lockOffer(tx, proposalId);
    requireOwn(actor, offer);
    const earlier = await findEarlier(tx, actor, terms);
    if (earlier) return { paymentId: earlier, isReplay: true };
    await requireHireable(tx, offer, terms);
    await requireBothStanding(tx, offer);
    await requireNothingOwed(tx, actor.userId);
    const amountCents = await requireSeenAmount(tx, actor, {
      priceCents: cents(offer.proposal.price_cents),
      seenCents: cents(terms.payCents),
    });
    const payment = await startDeposit(tx, actor, {
      purpose: "hire",
      amountCents,
      card,
      requestKey,
    });
    const { paymentId } = payment;
    const hire = { clientId: actor.userId, proposalId, proposalRevision, jobRevision };
    await tx.insert(paidHires).values({ paymentId, ...hire });
    return payment;
  });
}

/**
 * The payment that this form has made, or that another page has made for the same offer, unless that one hired nobody.
 * Throws `idempotency_mismatch` when the form said something else before.
 */
async function findEarlier(tx: Tx, actor: Actor, terms: Terms): Promise<Id<"pay"> | null> {
  const { proposalId, proposalRevision, jobRevision, requestKey } = terms;
  const ofSameOffer = and(
    eq(paidHires.proposalId, proposalId),
    eq(paidHires.proposalRevision, proposalRevision),
    eq(paidHires.jobRevision, jobRevision),
  );
  const rows = await tx
    .select({ hire: paidHires, payment: payments })
    .from(paidHires)
    .innerJoin(payments, eq(payments.id, paidHires.paymentId))
    .where(
      and(
        eq(payments.userId, actor.userId),
        or(eq(payments.requestKey, requestKey), and(ofSameOffer, isNull(paidHires.notHired))),
      ),
    );
  const same = rows.find(({ payment }) => payment.requestKey === requestKey);
  if (same && !isSame(same, terms)) throw new DomainError("idempotency_mismatch");
  return (same ?? rows[0])?.payment.id ?? null;
}

function isSame(
  { hire, payment }: { hire: typeof paidHires.$inferSelect; payment: typeof payments.$inferSelect },
  terms: Terms,
): boolean {
  return (
    hire.proposalId === terms.proposalId &&
    hire.proposalRevision === terms.proposalRevision &&
    hire.jobRevision === terms.jobRevision &&
    payment.amountCents === terms.payCents &&
    payment.methodToken === terms.card
  );
}

/** What is paid now would settle a debt first, and hire nobody. Throws `owes`. */
async function requireNothingOwed(tx: Tx, owner: Id<"usr">): Promise<void> {
  const owedCents = await getOwed(tx, owner);
  if (owedCents > 0) throw new DomainError("owes", { owed: formatCents(owedCents) });
}

/** What has to be paid now. Throws `changed_meanwhile` when the screen named another amount. */
async function requireSeenAmount(
  tx: Tx,
  { userId }: Actor,
  { priceCents, seenCents }: { priceCents: Cents; seenCents: Cents },
): Promise<Cents> {
  const availableCents = await getBalance(tx, { kind: "wallet", owner: userId });
  const amountCents = amountToPay(priceCents, availableCents);
  if (amountCents === seenCents) return amountCents;
  const now = amountCents === 0 ? "nothing, your wallet has enough" : formatCents(amountCents);
  throw new DomainError(
    "changed_meanwhile",
    {},
    listChanges([["To pay", formatCents(seenCents), now]]),
  );
}

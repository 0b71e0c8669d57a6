import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { inTransaction, type Tx } from "#db/client";
import { payments, payoutAccounts } from "#db/schema";
import type { Actor, VerifiedProver } from "#lib/auth/actor";
import { requireRecentProof } from "#lib/auth/recent-proof";
import { enqueue } from "#lib/edge/task";
import { DomainError, isDomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { holdFunds } from "#lib/ledger/movements";
import { getBalance } from "#lib/ledger/queries";
import { type Cents, cents, formatCents } from "#lib/money";
import { currentProvider } from "./find-provider.ts";
import { createPayment } from "./internal/create-payment.ts";
import { lockDeposit, requireLeft } from "./internal/refundable.ts";
import { checkMayPay, checkStep, leastPayout } from "./policy.ts";
import type { PaymentMethod, PaymentProvider } from "./provider.ts";
import { sendPaymentTask, type WithdrawInput, withdrawInput } from "./schema.ts";

/**
 * Puts the amount on hold for a payout, so that it cannot be spent twice; the payout is sent to the provider after the
 * commit. Only the last four characters of the IBAN are kept. The same form sent twice pays once. Throws `forbidden`,
 * `proof_needed`, `payout_account_not_ready`, `amount_out_of_range`, `amount_not_possible`, `more_than_available`,
 * `account_closed`, `not_found` for an account that was never paid, `card_refund_over`, `more_than_refundable`,
 * `idempotency_mismatch`.
 */
export function withdraw(
  actor: VerifiedProver,
  input: WithdrawInput,
  tx?: Tx,
): Promise<{ paymentId: Id<"pay">; isReplay: boolean }> {
  return inTransaction(tx, async (tx) => {
    const parsed = withdrawInput.parse(input);
    const { amountCents, requestKey } = parsed;
    checkMayPay(actor.role, "payout", amountCents, amountCents);
    const provider = currentProvider();
    checkStep(amountCents, provider.stepOf("payout"));
    await requireRecentProof(tx, actor);
    // Lock order: the deposit, the person, the ledger.
    const { method, refundOf } = await findTarget(tx, actor, provider, parsed);
    const payment = await createPayment(tx, actor, provider, {
      direction: "payout",
      amountCents,
      method,
      requestKey,
      refundOf,
    });
    if (payment.isReplay) return payment;
    if (refundOf) await requireLeft(tx, refundOf, { ...payment, amountCents });
    const available = await getBalance(tx, { kind: "wallet", owner: actor.userId });
    checkMayPay(actor.role, "payout", amountCents, leastPayout(available));
    const { paymentId } = payment;
    await reserve(tx, actor, { paymentId, amountCents, outside: provider.name });
    await enqueue(tx, sendPaymentTask, { paymentId }, { singletonKey: paymentId });
    return payment;
  });
}

type Parsed = z.output<typeof withdrawInput>;

/** Back to a card, whose deposit it then locks, or to an account. */
async function findTarget(
  tx: Tx,
  actor: Actor,
  provider: PaymentProvider,
  input: Parsed,
): Promise<{ method: PaymentMethod; refundOf: Id<"pay"> | null }> {
  if (input.target !== "card") {
    return { method: await findMethod(tx, actor, provider, input), refundOf: null };
  }
  const { id, methodToken, method } = await lockDeposit(tx, actor, provider, input.account);
  return { method: { token: methodToken, label: method }, refundOf: id };
}

/** Where the money goes: an account at the provider, or one at a bank. */
async function findMethod(
  tx: Tx,
  actor: Actor,
  provider: PaymentProvider,
  input: Exclude<Parsed, { target: "card" }>,
): Promise<PaymentMethod> {
  if (provider.payoutAccounts) {
    const token = input.target === "token" ? input.account : "";
    return getReadyAccount(tx, actor, provider, token);
  }
  return input.target === "iban"
    ? provider.toBankAccount(input.iban)
    : getEarlierAccount(tx, actor, provider, input.account);
}

/** This person's own account at the provider, if it can be paid out to as far as is known. */
async function getReadyAccount(
  tx: Tx,
  { userId }: Actor,
  { name, label }: PaymentProvider,
  token: string,
): Promise<PaymentMethod> {
  const [account] = await tx
    .select({ isReady: payoutAccounts.isReady })
    .from(payoutAccounts)
    .where(
      and(
        eq(payoutAccounts.userId, userId),
        eq(payoutAccounts.provider, name),
        eq(payoutAccounts.token, token),
      ),
    );
  if (!account) throw new DomainError("not_found");
  if (!account.isReady) throw new DomainError("payout_account_not_ready", { provider: label });
  return { token, label: `Your account at ${label}` };
}

async function reserve(
  tx: Tx,
  actor: Actor,
  {
    paymentId,
    amountCents,
    outside,
  }: { paymentId: Id<"pay">; amountCents: Cents; outside: string },
): Promise<void> {
  const reference = `payment:${paymentId}`;
  try {
    await holdFunds(tx, {
      payer: actor.userId,
      payee: { kind: "external", owner: outside },
      holdFor: paymentId,
      amountCents,
      key: `${reference}:hold`,
      reference,
    });
  } catch (error) {
    if (!isDomainError(error, "insufficient_funds")) throw error;
    const available = cents(amountCents - Number(error.details.missingCents));
    throw new DomainError("more_than_available", {
      available: formatCents(available),
      field: "amountCents",
    });
  }
}

/** An account that this person was paid to before. */
async function getEarlierAccount(
  tx: Tx,
  actor: Actor,
  provider: PaymentProvider,
  token: string,
): Promise<PaymentMethod> {
  const [earlier] = await tx
    .select({ token: payments.methodToken, label: payments.method })
    .from(payments)
    .where(
      and(
        eq(payments.userId, actor.userId),
        eq(payments.direction, "payout"),
        eq(payments.provider, provider.name),
        eq(payments.methodToken, token),
        isNull(payments.refundOf),
      ),
    )
    .limit(1);
  if (!earlier) throw new DomainError("not_found");
  return earlier;
}

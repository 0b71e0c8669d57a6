import { and, eq, inArray, isNull } from "drizzle-orm";
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
import { type Cents, cents, formatCents, sumCents } from "#lib/money";
import { currentProvider } from "./find-provider.ts";
import { createPayment } from "./internal/create-payment.ts";
import { findCardOf, lockDeposits, MOST_PARTS, spreadOverDeposits } from "./internal/refundable.ts";
import { checkMayPay, checkStep, leastPayout } from "./policy.ts";
import type { PaymentMethod, PaymentProvider } from "./provider.ts";
import { sendPaymentTask, type WithdrawInput, withdrawInput } from "./schema.ts";

/** The payments that a withdrawal is: one, or one for each deposit of the card that it goes back to. */
export type Withdrawal = {
  readonly paymentId: Id<"pay">;
  /** The others, where it goes back to several deposits of a card. */
  readonly others: readonly Id<"pay">[];
  readonly isReplay: boolean;
};

/**
 * Puts the amount on hold for a payout, so that it cannot be spent twice; the payout is sent to the provider after the
 * commit. Only the last four characters of the IBAN are kept. What goes back to a card is spread over the deposits that it
 * had paid, the oldest first, because each can go back for some time only. The same form sent twice pays once. Throws
 * `forbidden`, `proof_needed`, `payout_account_not_ready`, `amount_out_of_range`, `amount_not_possible`,
 * `more_than_available`, `account_closed`, `not_found` for an account that was never paid, `card_refund_over`,
 * `more_than_refundable`, `idempotency_mismatch`.
 */
export function withdraw(
  actor: VerifiedProver,
  input: WithdrawInput,
  tx?: Tx,
): Promise<Withdrawal> {
  return inTransaction(tx, async (tx) => {
    const parsed = withdrawInput.parse(input);
    checkMayPay(actor.role, "payout", parsed.amountCents, parsed.amountCents);
    const provider = currentProvider();
    checkStep(parsed.amountCents, provider.stepOf("payout"));
    await requireRecentProof(tx, actor);
    // Lock order: the deposits, the person, the ledger.
    return parsed.target === "card"
      ? withdrawToCard(tx, actor, provider, parsed)
      : withdrawToAccount(tx, actor, provider, parsed);
  });
}

type Parsed = z.output<typeof withdrawInput>;
type ToCard = Extract<Parsed, { target: "card" }>;
type ToAccount = Exclude<Parsed, ToCard>;

async function withdrawToAccount(
  tx: Tx,
  actor: Actor,
  provider: PaymentProvider,
  input: ToAccount,
): Promise<Withdrawal> {
  const { amountCents, requestKey } = input;
  const method = await findMethod(tx, actor, provider, input);
  const order = { direction: "payout", amountCents, method, requestKey } as const;
  const payment = await createPayment(tx, actor, provider, order);
  if (!payment.isReplay) {
    await checkLeast(tx, actor, amountCents);
    await reserveAndSend(tx, actor, provider, { ...payment, amountCents });
  }
  return { ...payment, others: [] };
}

/** As many payments as deposits that it goes back to; the first has the form's key. */
async function withdrawToCard(
  tx: Tx,
  actor: Actor,
  provider: PaymentProvider,
  { account, amountCents, requestKey }: ToCard,
): Promise<Withdrawal> {
  const { card, isOver } = await findCardOf(tx, actor, provider, account);
  const locked = await lockDeposits(tx, actor, provider, card);
  const earlier = await findEarlier(tx, actor, { card, amountCents, requestKey });
  if (earlier) return earlier;
  if (locked.length === 0 && isOver) throw new DomainError("card_refund_over");
  const parts = await spreadOverDeposits(tx, provider, amountCents, locked);
  await checkLeast(tx, actor, amountCents);
  const made: Id<"pay">[] = [];
  let reservedCents = cents(0);
  for (const { depositId, method, partCents } of parts) {
    const { paymentId } = await createPayment(tx, actor, provider, {
      direction: "payout",
      amountCents: partCents,
      method,
      requestKey: keyOfPart(requestKey, made.length),
      refundOf: depositId,
    });
    await reserveAndSend(tx, actor, provider, { paymentId, amountCents: partCents }, reservedCents);
    reservedCents = sumCents([reservedCents, partCents]);
    made.push(paymentId);
  }
  const [paymentId, ...others] = made;
  if (!paymentId) throw new Error("Nothing was withdrawn");
  return { paymentId, others, isReplay: false };
}

function keyOfPart(requestKey: string, index: number): string {
  return index === 0 ? requestKey : `${requestKey}/${index + 1}`;
}

/** What a form with this key has withdrawn to the card already. Throws `idempotency_mismatch` for anything else. */
async function findEarlier(
  tx: Tx,
  actor: Actor,
  asked: { card: string; amountCents: Cents; requestKey: string },
): Promise<Withdrawal | null> {
  const keys = Array.from({ length: MOST_PARTS }, (_, index) => keyOfPart(asked.requestKey, index));
  const rows = await tx
    .select({
      id: payments.id,
      requestKey: payments.requestKey,
      method: payments.method,
      refundOf: payments.refundOf,
      amountCents: payments.amountCents,
    })
    .from(payments)
    .where(and(eq(payments.userId, actor.userId), inArray(payments.requestKey, keys)));
  const [first, ...rest] = keys.flatMap((key) => rows.filter((row) => row.requestKey === key));
  if (!first) return null;
  const isSame =
    rows.every(({ method, refundOf }) => method === asked.card && refundOf !== null) &&
    sumCents(rows.map(({ amountCents }) => amountCents)) === asked.amountCents;
  if (!isSame) throw new DomainError("idempotency_mismatch");
  return { paymentId: first.id, others: rest.map(({ id }) => id), isReplay: true };
}

/** Throws `amount_out_of_range` for less than the least, which depends on how much there is. */
async function checkLeast(tx: Tx, actor: Actor, amountCents: Cents): Promise<void> {
  const available = await getBalance(tx, { kind: "wallet", owner: actor.userId });
  checkMayPay(actor.role, "payout", amountCents, leastPayout(available));
}

/** Where the money goes: an account at the provider, or one at a bank. */
async function findMethod(
  tx: Tx,
  actor: Actor,
  provider: PaymentProvider,
  input: ToAccount,
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

/** Holds the amount of a payment, after what the same withdrawal has reserved before it, and has it sent. */
async function reserveAndSend(
  tx: Tx,
  actor: Actor,
  { name: outside }: PaymentProvider,
  { paymentId, amountCents }: { paymentId: Id<"pay">; amountCents: Cents },
  reservedCents = cents(0),
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
    const available = cents(reservedCents + amountCents - Number(error.details.missingCents));
    throw new DomainError("more_than_available", {
      available: formatCents(available),
      field: "amountCents",
    });
  }
  await enqueue(tx, sendPaymentTask, { paymentId }, { singletonKey: paymentId });
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

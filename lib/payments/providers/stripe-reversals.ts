import type Stripe from "stripe";
import { type Cents, cents, OWN_CURRENCY, sumCents } from "#lib/money";
import { DAY_MS, now } from "#lib/time";
import type { ReportedReversal } from "../provider.ts";
import { fromStripeAmount } from "./stripe-amounts.ts";
import { withdrawalOf } from "./stripe-refunds.ts";

/** Stripe gives so many at a time. */
const PAGE = 100;
const MOST = 1_000;

/** The states in which nothing follows any more. */
const DECIDED = ["won", "lost", "warning_closed", "prevented"];

export type Reversals = {
  readonly reversals: readonly ReportedReversal[];
  /** When to ask again, while a dispute or a refund goes on: its message may get lost. */
  readonly moreAt?: Date;
};

/**
 * All that was taken back of a payment: disputes by the cardholder, and refunds that somebody made at Stripe. What
 * counts is what has left Stripe's balance, and what came back to it; an inquiry of a bank takes nothing.
 */
export async function findReversals(stripe: Stripe, intent: string): Promise<Reversals> {
  const ofIntent = { payment_intent: intent, limit: PAGE };
  const [disputes, refunds] = await Promise.all([
    stripe.disputes.list(ofIntent).autoPagingToArray({ limit: MOST }),
    stripe.refunds.list(ofIntent).autoPagingToArray({ limit: MOST }),
  ]);
  // Those that somebody asked for here are withdrawals.
  const made = refunds.filter((refund) => withdrawalOf(refund) === null);
  const reversals = [...disputes.map(ofDispute), ...made.map(ofRefund)];
  const goesOn = disputes.some(isOpen) || made.some(({ status }) => status === "pending");
  return {
    reversals: reversals.filter((reversal) => reversal !== null),
    ...(goesOn ? { moreAt: new Date(now().getTime() + DAY_MS) } : {}),
  };
}

/** Null while nothing was taken. Throws where only a part came back, or in another currency: somebody has to look. */
function ofDispute(dispute: Stripe.Dispute): ReportedReversal | null {
  const { id: reference, reason } = dispute;
  const amountCents = withdrawnBy(dispute);
  const backCents = reinstatedBy(dispute);
  if (amountCents === 0) return null;
  if (backCents !== 0 && backCents !== amountCents) {
    throw new Error(`Stripe’s ${reference} gave back ${backCents} of ${amountCents}`);
  }
  return {
    reference,
    amountCents,
    reason: `the cardholder disputes the payment (${reason.replaceAll("_", " ")})`,
    isGivenBack: backCents > 0,
  };
}

function isOpen(dispute: Stripe.Dispute): boolean {
  const isWonLater = dispute.status === "won" && reinstatedBy(dispute) < withdrawnBy(dispute);
  return isWonLater || !DECIDED.includes(dispute.status);
}

const withdrawnBy = ({ id, balance_transactions }: Stripe.Dispute): Cents =>
  sumCents(balance_transactions.map(({ amount, currency }) => own(id, -amount, currency)));

const reinstatedBy = ({ id, balance_transactions }: Stripe.Dispute): Cents =>
  sumCents(balance_transactions.map(({ amount, currency }) => own(id, amount, currency)));

/** A refund that fails later is given back to Stripe's balance, and is no longer one. */
function ofRefund(refund: Stripe.Refund): ReportedReversal | null {
  const { id: reference, amount, currency, balance_transaction, status } = refund;
  if (balance_transaction === null) return null;
  return {
    reference,
    amountCents: own(reference, amount, currency),
    reason: "it was refunded at Stripe",
    isGivenBack: status === "failed" || status === "canceled",
  };
}

/** What is above zero of an amount at Stripe; zero otherwise. */
function own(id: string, amount: number, currency: string): Cents {
  if (currency !== OWN_CURRENCY.code.toLowerCase()) {
    throw new Error(`Stripe’s ${id} is in ${currency}, not in ${OWN_CURRENCY.code}`);
  }
  return amount > 0 ? fromStripeAmount(amount, OWN_CURRENCY) : cents(0);
}

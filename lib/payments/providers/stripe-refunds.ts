import type Stripe from "stripe";
import { type Id, isId } from "#lib/ids";
import { OWN_CURRENCY } from "#lib/money";
import { DAY_MS, now } from "#lib/time";
import type { PaymentOrder, PayoutStep, ProviderReport } from "../provider.ts";
import { fromStripeAmount, toStripeAmount } from "./stripe-amounts.ts";
import { orRefusal, refused } from "./stripe-refusals.ts";

/*
 * The way back: a withdrawal to the card that paid is a refund of its payment intent, made under a key of the
 * withdrawal's id, and bears that id, so that it is found once Stripe has forgotten the key.
 */

/** Until when Stripe refunds a payment to its card (docs.stripe.com/refunds), counted from when it was paid. */
export const REFUNDABLE_FOR_MS = 180 * DAY_MS;
/** A card's bank may send a refund back within a month. */
const DOUBTED_FOR_MS = 30 * DAY_MS;
const PAGE = 100;

/** The withdrawal that a refund was made for; null for one that somebody made at Stripe. */
export function withdrawalOf({ metadata }: Pick<Stripe.Refund, "metadata">): Id<"pay"> | null {
  const paymentId = metadata?.withdrawal;
  return isId("pay", paymentId) ? paymentId : null;
}

/**
 * Refunds a part or all of what the intent has paid. Null while Stripe has not enough of the platform's money; then
 * nothing was sent.
 */
export async function createRefund(
  stripe: Stripe,
  order: PaymentOrder,
  intent: string,
): Promise<ProviderReport | null> {
  const earlier = await findMade(stripe, order, intent);
  if (earlier) return report(earlier);
  const { paymentId, amountCents } = order;
  const refund = await orRefusal(
    stripe.refunds.create(
      {
        payment_intent: intent,
        amount: toStripeAmount(amountCents, OWN_CURRENCY),
        metadata: { withdrawal: paymentId },
      },
      { idempotencyKey: `${paymentId}:refund` },
    ),
  );
  if (!("refusal" in refund)) return report(refund);
  return refund.code === "balance_insufficient" ? null : refused(order, refund.refusal);
}

/** A refund that was made for this withdrawal, and whose answer was lost. */
async function findMade(
  stripe: Stripe,
  { paymentId }: PaymentOrder,
  intent: string,
): Promise<Stripe.Refund | null> {
  for await (const refund of stripe.refunds.list({ payment_intent: intent, limit: PAGE })) {
    if (withdrawalOf(refund) === paymentId) return refund;
  }
  return null;
}

/** The state of a refund by its own name; null when Stripe does not know it. */
export async function findRefund(
  stripe: Stripe,
  reference: string,
): Promise<ProviderReport | null> {
  const refund = await orRefusal(stripe.refunds.retrieve(reference));
  return "refusal" in refund ? null : report(refund);
}

function report(refund: Stripe.Refund): ProviderReport {
  const { id: reference, amount, currency, status, created, failure_reason } = refund;
  const paymentId = withdrawalOf(refund);
  if (!paymentId) throw new Error(`Stripe’s ${reference} was made for no withdrawal`);
  if (currency !== OWN_CURRENCY.code.toLowerCase()) {
    throw new Error(`Stripe’s ${reference} is in ${currency}, not in ${OWN_CURRENCY.code}`);
  }
  const base = { paymentId, reference, amountCents: fromStripeAmount(amount, OWN_CURRENCY) };
  const stepOf = (is: PayoutStep["status"], reason: string | null = null): PayoutStep[] => [
    { kind: "refund", reference, status: is, reason },
  ];
  switch (status) {
    case "pending":
    case "requires_action": {
      const expectedAt = new Date(now().getTime() + DAY_MS);
      return { ...base, steps: stepOf("on_its_way"), status: "accepted", expectedAt };
    }
    case "succeeded":
      return { ...base, steps: stepOf("done"), status: "settled", ...doubt(created) };
    case "failed":
    case "canceled": {
      const reason = (failure_reason ?? "no reason was given").replaceAll("_", " ");
      return { ...base, steps: stepOf("failed", reason), status: "failed", reason };
    }
    default:
      throw new Error(`Stripe’s ${reference} is ${status}, which means nothing here`);
  }
}

/** A refund that was made is asked about once a day, until it cannot fail any more. */
function doubt(createdSeconds: number): { moreAt?: Date } {
  const at = now().getTime();
  return at < createdSeconds * 1000 + DOUBTED_FOR_MS ? { moreAt: new Date(at + DAY_MS) } : {};
}

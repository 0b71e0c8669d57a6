import Stripe from "stripe";
import { type Id, isId } from "#lib/ids";
import { cents, OWN_CURRENCY } from "#lib/money";
import type { PaymentOrder, PayoutAccounts, PayoutStep, ProviderReport } from "../provider.ts";
import { fromStripeAmount, toStripeAmount } from "./stripe-amounts.ts";

/*
 * The way out: money is transferred from the platform to the person's connected account and paid out from there. Each
 * step has an idempotency key made of the payment's id. A payout that fails takes its transfer back.
 */

const CURRENCY = OWN_CURRENCY.code.toLowerCase();

/** Connected accounts whose onboarding, checks and questions are Stripe's. */
export function stripeAccounts(stripe: Stripe): PayoutAccounts {
  return {
    async open(userId) {
      const { id } = await stripe.accounts.create(
        {
          type: "express",
          capabilities: { transfers: { requested: true } },
          // Otherwise Stripe would pay out by itself, before we ask for it.
          settings: { payouts: { schedule: { interval: "manual" } } },
          metadata: { user: userId },
        },
        { idempotencyKey: `${userId}:account` },
      );
      return id;
    },

    async addressOf(account, pageAddress) {
      const { url } = await stripe.accountLinks.create({
        account,
        type: "account_onboarding",
        return_url: pageAddress,
        refresh_url: pageAddress,
      });
      return url;
    },

    async standingOf(account) {
      const { payouts_enabled, requirements } = await stripe.accounts.retrieve(account);
      const { currently_due, past_due, disabled_reason } = requirements ?? {};
      return {
        isReady: payouts_enabled,
        due: [...new Set([...(past_due ?? []), ...(currently_due ?? [])])],
        reason: disabled_reason ?? null,
      };
    },
  };
}

/**
 * Transfers and pays out. While the platform's money is not available yet it throws before anything is sent: Stripe would
 * repeat a refusal for as long as it knows the key. A step that Stripe refuses for good ends the payment, and takes back what came before. */
export async function createPayout(stripe: Stripe, order: PaymentOrder): Promise<ProviderReport> {
  const { paymentId, amountCents, methodToken: account } = order;
  const amount = toStripeAmount(amountCents, OWN_CURRENCY);
  const metadata = { payment: paymentId };
  // Nothing else will know the amount when somebody asks again.
  const base = { paymentId, amountCents, reference: `${account}/${paymentId}/${amountCents}` };
  await requireAvailable(stripe, paymentId, amount);
  const transfer = await orRefusal(
    stripe.transfers.create(
      { amount, currency: CURRENCY, destination: account, transfer_group: paymentId, metadata },
      { idempotencyKey: `${paymentId}:transfer` },
    ),
  );
  if ("refusal" in transfer) return { ...base, status: "failed", reason: transfer.refusal };
  const payout = await orRefusal(
    stripe.payouts.create(
      { amount, currency: CURRENCY, metadata },
      { idempotencyKey: `${paymentId}:payout:1`, stripeAccount: account },
    ),
  );
  if (!("refusal" in payout)) return report(stripe, account, payout);
  const steps = [transferred(transfer), await takeBack(stripe, paymentId, transfer)];
  return { ...base, steps, status: "failed", reason: payout.refusal };
}

/** A transfer that was made before, and whose answer was lost, needs no more money. */
async function requireAvailable(
  stripe: Stripe,
  paymentId: Id<"pay">,
  amount: number,
): Promise<void> {
  const { data } = await stripe.transfers.list({ transfer_group: paymentId, limit: 1 });
  if (data.length > 0) return;
  const { available } = await stripe.balance.retrieve();
  const own = available.find(({ currency }) => currency === CURRENCY);
  if ((own?.amount ?? 0) >= amount) return;
  throw new Error(`Too little money is available at Stripe for ${paymentId} yet`);
}

/** The state of a payout, by its account and its own name; null when Stripe knows neither. */
export async function findPayout(
  stripe: Stripe,
  paymentId: Id<"pay">,
  reference: string,
): Promise<ProviderReport | null> {
  const [account = "", name = "", refused] = reference.split("/");
  if (refused !== undefined) {
    const reason = "it was refused before it was sent";
    return { paymentId, reference, amountCents: cents(refused), status: "failed", reason };
  }
  const payout = await orRefusal(stripe.payouts.retrieve(name, {}, { stripeAccount: account }));
  return "refusal" in payout ? null : report(stripe, account, payout);
}

async function report(
  stripe: Stripe,
  account: string,
  payout: Stripe.Payout,
): Promise<ProviderReport> {
  const { id, currency, metadata, status, failure_message, arrival_date } = payout;
  const paymentId = metadata?.payment;
  if (!isId("pay", paymentId)) throw new Error(`Stripe’s ${id} names no payment`);
  if (currency !== CURRENCY)
    throw new Error(`Stripe’s ${id} is in ${currency}, not in ${CURRENCY}`);
  const { data } = await stripe.transfers.list({ transfer_group: paymentId, limit: 1 });
  const [transfer] = data;
  if (!transfer) throw new Error(`Stripe’s ${id} was paid out of no transfer`);
  const base = {
    paymentId,
    reference: `${account}/${id}`,
    amountCents: fromStripeAmount(payout.amount, OWN_CURRENCY),
  };
  const before = transferred(transfer);
  switch (status) {
    case "pending":
    case "in_transit": {
      const step: PayoutStep = {
        kind: "payout",
        reference: id,
        status: "on_its_way",
        reason: null,
      };
      const expectedAt = new Date(arrival_date * 1000);
      return { ...base, steps: [before, step], status: "accepted", expectedAt };
    }
    case "paid": {
      const step: PayoutStep = { kind: "payout", reference: id, status: "done", reason: null };
      return { ...base, steps: [before, step], status: "settled" };
    }
    case "failed":
    case "canceled": {
      const reason = failure_message ?? "no reason was given";
      const step: PayoutStep = { kind: "payout", reference: id, status: "failed", reason };
      const steps = [before, step, await takeBack(stripe, paymentId, transfer)];
      return { ...base, steps, status: "failed", reason };
    }
    default:
      throw new Error(`Stripe’s ${id} is ${status}, which means nothing here`);
  }
}

/** Brings a transfer back to the platform, once. */
async function takeBack(
  stripe: Stripe,
  paymentId: Id<"pay">,
  { id }: Stripe.Transfer,
): Promise<PayoutStep> {
  const idempotencyKey = `${paymentId}:reversal`;
  const reversal = await stripe.transfers.createReversal(id, {}, { idempotencyKey });
  return { kind: "reversal", reference: reversal.id, status: "done", reason: null };
}

function transferred({ id }: Stripe.Transfer): PayoutStep {
  return { kind: "transfer", reference: id, status: "done", reason: null };
}

/** What Stripe refuses for good. */
async function orRefusal<T extends object>(call: Promise<T>): Promise<T | { refusal: string }> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    return { refusal: error.message };
  }
}

import type Stripe from "stripe";
import { type Id, isId } from "#lib/ids";
import { OWN_CURRENCY } from "#lib/money";
import { DAY_MS, now } from "#lib/time";
import type { PaymentOrder, PayoutAccounts, PayoutStep, ProviderReport } from "../provider.ts";
import { fromStripeAmount, toStripeAmount } from "./stripe-amounts.ts";
import { orRefusal, refused } from "./stripe-refusals.ts";

/*
 * The way out: money is transferred from the platform to the person's connected account and paid out from there. Each
 * step has an idempotency key made of the payment's id, for two who ask at once, and bears that id, so that it is found
 * once Stripe has forgotten the key. A payout that fails takes its transfer back.
 */

const CURRENCY = OWN_CURRENCY.code.toLowerCase();
/** How long after its arrival a payout that was paid can still fail, with some days to spare. */
const DOUBTED_FOR_MS = 10 * DAY_MS;

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
 * Transfers and pays out. Null while the platform's money is not available yet: then nothing was sent. A step that
 * Stripe refuses for good ends the payment, and takes back what came before. What was sent before is looked for first,
 * because Stripe forgets its keys.
 */
export async function createPayout(
  stripe: Stripe,
  order: PaymentOrder,
): Promise<ProviderReport | null> {
  const { paymentId, methodToken: account } = order;
  const earlier = await findTransfer(stripe, paymentId);
  const made = earlier && (await findMade(stripe, order, earlier));
  if (made) return report(stripe, account, made);
  if (!earlier && !(await isAvailable(stripe, order))) return null;
  const transfer = earlier ?? (await makeTransfer(stripe, order));
  if (!("refusal" in transfer)) return payOut(stripe, order, transfer);
  // Two withdrawals at once have both found enough.
  return transfer.code === "balance_insufficient" ? null : refused(order, transfer.refusal);
}

async function findTransfer(stripe: Stripe, paymentId: Id<"pay">): Promise<Stripe.Transfer | null> {
  const { data } = await stripe.transfers.list({ transfer_group: paymentId, limit: 1 });
  return data[0] ?? null;
}

/** A payout that was made out of this transfer, and whose answer was lost. */
async function findMade(
  stripe: Stripe,
  { paymentId, methodToken: stripeAccount }: PaymentOrder,
  { created }: Stripe.Transfer,
): Promise<Stripe.Payout | null> {
  const since = { created: { gte: created }, limit: 100 };
  for await (const payout of stripe.payouts.list(since, { stripeAccount })) {
    if (payout.metadata?.payment === paymentId) return payout;
  }
  return null;
}

async function isAvailable(stripe: Stripe, { amountCents }: PaymentOrder): Promise<boolean> {
  const { available } = await stripe.balance.retrieve();
  const own = available.find(({ currency }) => currency === CURRENCY);
  return (own?.amount ?? 0) >= toStripeAmount(amountCents, OWN_CURRENCY);
}

function makeTransfer(stripe: Stripe, order: PaymentOrder) {
  const { paymentId, amountCents, methodToken: destination } = order;
  const amount = toStripeAmount(amountCents, OWN_CURRENCY);
  const metadata = { payment: paymentId };
  return orRefusal(
    stripe.transfers.create(
      { amount, currency: CURRENCY, destination, transfer_group: paymentId, metadata },
      { idempotencyKey: `${paymentId}:transfer` },
    ),
  );
}

/** A transfer that was taken back belongs to a payout that was refused: what is in the account now is not this money. */
async function payOut(
  stripe: Stripe,
  order: PaymentOrder,
  transfer: Stripe.Transfer,
): Promise<ProviderReport> {
  const { paymentId, amountCents, methodToken: account } = order;
  const amount = toStripeAmount(amountCents, OWN_CURRENCY);
  const payout = transfer.reversed
    ? { refusal: "the payout was refused" }
    : await orRefusal(
        stripe.payouts.create(
          { amount, currency: CURRENCY, metadata: { payment: paymentId } },
          { idempotencyKey: `${paymentId}:payout:1`, stripeAccount: account },
        ),
      );
  if (!("refusal" in payout)) return report(stripe, account, payout);
  const steps = [transferred(transfer), await takeBack(stripe, paymentId, transfer)];
  return { ...refused(order, payout.refusal), steps };
}

/** The state of a payout, by its account and its own name; null when Stripe knows neither. */
export async function findPayout(
  stripe: Stripe,
  reference: string,
): Promise<ProviderReport | null> {
  const [account = "", name = ""] = reference.split("/");
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
  const transfer = await findTransfer(stripe, paymentId);
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
      return { ...base, steps: [before, step], status: "settled", ...doubt(arrival_date) };
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

/** A payout that was paid is asked about once a day, until it cannot fail any more. */
function doubt(arrivalSeconds: number): { moreAt?: Date } {
  const at = now().getTime();
  return at < arrivalSeconds * 1000 + DOUBTED_FOR_MS ? { moreAt: new Date(at + DAY_MS) } : {};
}

/** Brings a transfer back to the platform, once. */
async function takeBack(
  stripe: Stripe,
  paymentId: Id<"pay">,
  { id, reversals }: Stripe.Transfer,
): Promise<PayoutStep> {
  const idempotencyKey = `${paymentId}:reversal`;
  const reversal =
    reversals.data[0] ?? (await stripe.transfers.createReversal(id, {}, { idempotencyKey }));
  return { kind: "reversal", reference: reversal.id, status: "done", reason: null };
}

function transferred({ id }: Stripe.Transfer): PayoutStep {
  return { kind: "transfer", reference: id, status: "done", reason: null };
}

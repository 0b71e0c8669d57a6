import Stripe from "stripe";
import { z } from "zod";
import { isLiveKey } from "#lib/env";
import { DomainError } from "#lib/errors";
import { houseName } from "#lib/house";
import { type Id, isId } from "#lib/ids";
import { idInput } from "#lib/input";
import { OWN_CURRENCY } from "#lib/money";
import { MINUTE_MS, now } from "#lib/time";
import type {
  OrderName,
  PaymentOrder,
  PaymentProvider,
  ProviderHint,
  ProviderReport,
  Trial,
} from "../provider.ts";
import type { CardChoice } from "../wallet-views.ts";
import { fromStripeAmount, stripeStep, toStripeAmount } from "./stripe-amounts.ts";
import { listStripeTransactions } from "./stripe-balance.ts";
import { createPayout, findPayout, stripeAccounts } from "./stripe-payouts.ts";
import { createRefund, findRefund, REFUNDABLE_FOR_MS } from "./stripe-refunds.ts";
import { findRefused, orRefusal, refused } from "./stripe-refusals.ts";
import { findReversals } from "./stripe-reversals.ts";

export type StripeOptions = {
  readonly secretKey: string;
  /** One for each webhook, with commas between them. */
  readonly webhookSecret: string;
  /** Where its interface is: https://api.stripe.com, or that of a stand-in. */
  readonly address: string;
};

/** How old a signature may be, in seconds. */
const TOLERANCE_SECONDS = 300;
const PATIENCE_MS = 20_000;
/** How long until Stripe is asked again about a payment that it is working on. */
const WORKING_MS = 10 * MINUTE_MS;

/** What is asked for together with a session: its intent, and the charge with the card. */
const EXPANDED = ["payment_intent.latest_charge"];

const CARD: CardChoice = {
  token: "checkout",
  label: "Card",
  behaviour: "You enter it on Stripe’s page. Its number is never seen here.",
};

const TRIAL: Trial = {
  cards:
    "Stripe is in test mode, and takes its test cards only, such as 4242 4242 4242 4242. No real card is charged.",
  accounts: [],
};

/**
 * Stripe. In by its hosted checkout: the card and 3-D Secure are Stripe's, and only the order is ours; out as
 * stripe-payouts.ts says. A deposit is one checkout session, made under a key of the payment's id. Once Stripe forgets the
 * key, after a day, that session is over too, so that never two can be paid.
 */
export function createStripe(options: StripeOptions): PaymentProvider {
  const stripe = connect(options);
  const isTest = !isLiveKey(options.secretKey);
  return {
    // What was paid in tests is never taken for money.
    name: isTest ? "stripe_test" : "stripe",
    label: isTest ? "Stripe in test mode" : "Stripe",
    isSandbox: isTest,
    trial: isTest ? TRIAL : null,
    cards: [CARD],
    payoutAccounts: stripeAccounts(stripe),
    stepOf: (direction) => stripeStep(OWN_CURRENCY, direction),
    refundableForMs: REFUNDABLE_FOR_MS,
    refundNote: "Your card’s bank shows it within 5 to 10 days.",
    findCard: (token) => (token === CARD.token ? CARD : null),

    toBankAccount() {
      throw new Error("Stripe pays out to connected accounts, and not to an IBAN");
    },

    async createOrder(order) {
      if (order.refundOf !== undefined)
        return createRefund(stripe, order, await getIntent(stripe, order.refundOf));
      if (order.direction === "payout") return createPayout(stripe, order);
      const session = await orRefusal(openCheckout(stripe, order));
      return "refusal" in session ? refused(order, session.refusal) : report(stripe, session);
    },

    findOrder: (paymentId, reference) => findOrder(stripe, paymentId, reference),

    async endOrder(paymentId, reference) {
      // Refused for one that is over: then it says how it ended.
      if (reference.startsWith("cs_")) await orRefusal(stripe.checkout.sessions.expire(reference));
      return findOrder(stripe, paymentId, reference);
    },

    findOrderName: (reference) => findSessionName(stripe, reference),
    listTransactions: (since) => listStripeTransactions(stripe, since),

    readMessage({ body, headers }) {
      const event = readSigned(stripe, body, headers.get("stripe-signature"), options);
      // Real money is nothing of ours where only tests are made, and the other way round.
      if (event.livemode === isTest) return null;
      const about =
        event.account === undefined
          ? (aboutSession(event) ?? aboutRefund(event) ?? aboutReversal(event))
          : aboutPayout(event);
      return about && { eventId: event.id, kind: event.type, ...about };
    },
  };
}

function connect({ secretKey, address }: StripeOptions): Stripe {
  const { protocol, hostname, port } = new URL(address);
  const isPlain = protocol === "http:";
  return new Stripe(secretKey, {
    protocol: isPlain ? "http" : "https",
    host: hostname,
    port: port || (isPlain ? 80 : 443),
    timeout: PATIENCE_MS,
    // The queue tries again, and keeps count.
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

type About = Pick<ProviderHint, "paymentId" | "reference">;

const sessionNames = z.object({
  id: z.string().regex(/^cs_\w{1,90}$/),
  client_reference_id: idInput("pay"),
});

/** A checkout session is the platform's own; a connected account's are nothing of ours. */
function aboutSession({ type, data }: Stripe.Event): About | null {
  if (!type.startsWith("checkout.session.")) return null;
  const { data: names } = sessionNames.safeParse(data.object);
  return names ? { paymentId: names.client_reference_id, reference: names.id } : null;
}

const refundNames = z.object({
  id: z.string().regex(/^re_\w{1,90}$/),
  metadata: z.object({ withdrawal: idInput("pay") }),
});

/** A refund that a withdrawal asked for. */
function aboutRefund({ data }: Stripe.Event): About | null {
  const { data: names } = refundNames.safeParse(data.object);
  return names ? { paymentId: names.metadata.withdrawal, reference: names.id } : null;
}

const reversedNames = z.object({ payment_intent: z.string().regex(/^pi_\w{1,90}$/) });

/** A dispute, a refund, or the charge that was refunded: each names the payment intent and no payment of ours. */
function aboutReversal({ type, data }: Stripe.Event): About | null {
  if (!/^(charge\.dispute\.|charge\.refund|refund\.)/.test(type)) return null;
  const { data: names } = reversedNames.safeParse(data.object);
  return names ? { paymentId: null, reference: names.payment_intent } : null;
}

const payoutNames = z.object({
  id: z.string().regex(/^po_\w{1,90}$/),
  metadata: z.object({ payment: idInput("pay") }),
});

/** People are paid out from their connected accounts. */
function aboutPayout({ type, account, data }: Stripe.Event): About | null {
  if (!type.startsWith("payout.")) return null;
  const { data: names } = payoutNames.safeParse(data.object);
  return names ? { paymentId: names.metadata.payment, reference: `${account}/${names.id}` } : null;
}

/** Stripe signs what happens at connected accounts with a secret of its own. */
function readSigned(
  stripe: Stripe,
  body: string,
  signature: string | null,
  { webhookSecret }: StripeOptions,
): Stripe.Event {
  for (const secret of webhookSecret.split(",")) {
    try {
      return stripe.webhooks.constructEvent(body, signature ?? "", secret, TOLERANCE_SECONDS);
    } catch {
      // Signed with another one, or by nobody.
    }
  }
  throw new DomainError("not_signed");
}

function openCheckout(stripe: Stripe, { paymentId, amountCents, pageAddress }: PaymentOrder) {
  const metadata = { payment: paymentId };
  return stripe.checkout.sessions.create(
    {
      mode: "payment",
      allowed_payment_method_types: ["card"],
      client_reference_id: paymentId,
      line_items: [
        {
          quantity: 1,
          price_data: {
            currency: OWN_CURRENCY.code.toLowerCase(),
            unit_amount: toStripeAmount(amountCents, OWN_CURRENCY),
            product_data: { name: `Funds for your ${houseName()} wallet` },
          },
        },
      ],
      metadata,
      payment_intent_data: { metadata },
      success_url: `${pageAddress}?paid`,
      cancel_url: pageAddress,
      expand: EXPANDED,
    },
    { idempotencyKey: `${paymentId}:checkout` },
  );
}

async function findOrder(
  stripe: Stripe,
  paymentId: Id<"pay">,
  reference: string,
): Promise<ProviderReport | null> {
  const refusal = findRefused(paymentId, reference);
  if (refusal) return refusal;
  if (reference.startsWith("re_")) return findRefund(stripe, reference);
  if (!reference.startsWith("cs_")) return findPayout(stripe, reference);
  const session = await findSession(stripe, reference);
  if (!session) return null;
  const found = await report(stripe, session);
  if (found.paymentId !== paymentId) {
    throw new Error(`Stripe’s ${reference} is about ${found.paymentId}, not ${paymentId}`);
  }
  return found;
}

async function findSession(stripe: Stripe, reference: string) {
  try {
    return await stripe.checkout.sessions.retrieve(reference, { expand: EXPANDED });
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) {
      return null;
    }
    throw error;
  }
}

/** The checkout session that a payment intent belongs to. */
async function findSessionName(stripe: Stripe, intent: string): Promise<OrderName | null> {
  const { data } = await stripe.checkout.sessions.list({ payment_intent: intent, limit: 1 });
  const { id: reference, client_reference_id: paymentId } = data[0] ?? {};
  return reference !== undefined && isId("pay", paymentId) ? { paymentId, reference } : null;
}

/**
 * What a checkout session says about its payment, and what was taken back of it. Throws for one that is not ours, or in
 * another currency.
 */
async function report(stripe: Stripe, session: Stripe.Checkout.Session): Promise<ProviderReport> {
  const { client_reference_id: paymentId, currency, amount_total: amount } = session;
  if (!isId("pay", paymentId)) throw new Error(`Stripe’s ${session.id} names no payment`);
  if (currency !== OWN_CURRENCY.code.toLowerCase() || amount === null) {
    throw new Error(`Stripe’s ${session.id} is in ${currency}, not in ${OWN_CURRENCY.code}`);
  }
  const base = {
    paymentId,
    reference: session.id,
    amountCents: fromStripeAmount(amount, OWN_CURRENCY),
  };
  switch (session.status) {
    case "open": {
      if (session.url === null) throw new Error(`Stripe’s ${session.id} is open without a page`);
      const expiresAt = new Date(session.expires_at * 1000);
      const needs = isAsked(session) ? "authentication" : "payment";
      return { ...base, status: "requires_action", needs, address: session.url, expiresAt };
    }
    case "expired":
      return { ...base, status: "failed", reason: "nobody finished it in time" };
    case "complete":
      return { ...base, ...(await outcomeOf(stripe, session)) };
    default:
      throw new Error(`Stripe’s ${session.id} is ${session.status}, which means nothing here`);
  }
}

/** Whether the card's bank asks its holder right now (3-D Secure). */
function isAsked({ payment_intent: intent }: Stripe.Checkout.Session): boolean {
  return typeof intent === "object" && intent?.status === "requires_action";
}

async function outcomeOf(
  stripe: Stripe,
  { id, payment_status, payment_intent }: Stripe.Checkout.Session,
) {
  const intent = typeof payment_intent === "object" ? payment_intent : null;
  if (payment_status === "paid") {
    if (!intent) throw new Error(`Stripe’s ${id} was paid without an intent`);
    const method = methodOf(intent);
    return {
      status: "settled",
      ...(await findReversals(stripe, intent.id)),
      ...(method === null ? {} : { method }),
    } as const;
  }
  if (intent?.status === "canceled" || intent?.status === "requires_payment_method") {
    const reason = intent.last_payment_error?.message ?? "no reason was given";
    return { status: "failed", reason } as const;
  }
  return { status: "accepted", expectedAt: new Date(now().getTime() + WORKING_MS) } as const;
}

/** What cards are called; of any other brand it is a card. */
const BRANDS: Readonly<Record<string, string>> = {
  amex: "American Express",
  cartes_bancaires: "Cartes Bancaires",
  diners: "Diners Club",
  discover: "Discover",
  jcb: "JCB",
  mastercard: "Mastercard",
  unionpay: "UnionPay",
  visa: "Visa",
};

/** The card that paid, by its brand and last four digits. */
function methodOf({ latest_charge: charge }: Stripe.PaymentIntent): string | null {
  const details = typeof charge === "object" ? charge?.payment_method_details : null;
  const { brand, last4 } = details?.card ?? {};
  return last4 ? `${BRANDS[brand ?? ""] ?? "Card"} ··${last4}` : null;
}

/** The payment intent behind a session that was paid. */
async function getIntent(stripe: Stripe, reference: string): Promise<string> {
  const session = await findSession(stripe, reference);
  const intent = session?.payment_intent;
  const id = typeof intent === "string" ? intent : intent?.id;
  if (id === undefined) throw new Error(`Stripe’s ${reference} was never paid`);
  return id;
}

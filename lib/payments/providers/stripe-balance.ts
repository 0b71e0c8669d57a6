import type Stripe from "stripe";
import { z } from "zod";
import { isId } from "#lib/ids";
import { cents, currencyOf, negateCents } from "#lib/money";
import type { BalanceKind } from "../policy.ts";
import type { BalanceTransaction } from "../provider.ts";
import { fromStripeAmount } from "./stripe-amounts.ts";

/*
 * Stripe's balance transactions (docs.stripe.com/reports/balance-transaction-types): all that has changed the platform's
 * own balance. Connected accounts have balances of their own, which are nothing of ours.
 */

const PER_PAGE = 100;

const KINDS: Readonly<Record<string, BalanceKind>> = {
  charge: "payment",
  payment: "payment",
  refund: "refund",
  payment_refund: "refund",
  payment_reversal: "refund",
  refund_failure: "refund",
  payment_failure_refund: "refund",
  transfer: "payout",
  transfer_refund: "payout",
  transfer_cancel: "payout",
  transfer_failure: "payout",
  stripe_fee: "fee",
  stripe_fx_fee: "fee",
  tax_fee: "fee",
};

/** The newest first, as Stripe lists them: what is made meanwhile comes before the first page and is not seen. */
export async function* listStripeTransactions(stripe: Stripe, since: Date | null) {
  let after: string | undefined;
  for (;;) {
    const { data, has_more } = await stripe.balanceTransactions.list({
      limit: PER_PAGE,
      expand: ["data.source"],
      ...(since && { created: { gte: Math.floor(since.getTime() / 1000) } }),
      ...(after !== undefined && { starting_after: after }),
    });
    yield data.map(read);
    after = data.at(-1)?.id;
    if (!has_more || after === undefined) return;
  }
}

/** What is read of a source, whatever it is: a charge, a refund, a dispute, a transfer or its reversal. */
const sourceFields = z.object({
  id: z.string(),
  object: z.string(),
  metadata: z
    .object({ payment: z.string().optional(), withdrawal: z.string().optional() })
    .nullish(),
  charge: z.string().nullish(),
  transfer: z.string().nullish(),
});

function read(transaction: Stripe.BalanceTransaction): BalanceTransaction {
  const { id, type, created, available_on } = transaction;
  const currency = currencyOf(transaction.currency.toUpperCase());
  const amount = (minor: number) => fromStripeAmount(minor, currency);
  const source = sourceFields.safeParse(transaction.source).data ?? null;
  // A refund that was made for a withdrawal names it; one that was made at Stripe is about its charge.
  const named = source?.metadata?.withdrawal ?? source?.metadata?.payment;
  const kind = source?.object === "dispute" ? "dispute" : (KINDS[type] ?? "other");
  const netCents = amount(transaction.net);
  const parts =
    kind === "fee"
      ? { grossCents: cents(0), feeCents: negateCents(netCents) }
      : { grossCents: amount(transaction.amount), feeCents: amount(transaction.fee) };
  return {
    reference: id,
    kind,
    word: type,
    ...parts,
    netCents,
    currency: currency.code,
    source: source?.id ?? null,
    // A charge can name the transfer that it was made for, which is nothing that it is about.
    parent: source?.object === "charge" ? null : (source?.charge ?? source?.transfer ?? null),
    paymentId: isId("pay", named) ? named : null,
    createdAt: new Date(created * 1000),
    availableAt: new Date(available_on * 1000),
  };
}

import type Stripe from "stripe";
import { expect, test } from "vitest";
import type { BalanceTransaction, Source } from "./balance.ts";
import type { Intent, Session } from "./books.ts";
import type { Balance } from "./carry-out-payouts.ts";
import type { Dispute, Refund, ToldCharge } from "./charges.ts";
import type { Account, Payout, Reversal, Transfer } from "./payouts.ts";

/*
 * The official package's types are made from Stripe's public OpenAPI description (its OPENAPI_VERSION says which one).
 * What the stand-in answers is compared with them by the compiler, so that it never answers what Stripe could not: a
 * field that does not fit does not compile, and the error names it.
 */

type Simple = string | number | boolean | null | undefined;

/** The paths of all fields of `Own` that `Official` does not know, or does not allow to be so. */
type Misfit<Own, Official, Path extends string = ""> = Own extends Simple
  ? Own extends Official
    ? never
    : Path
  : Own extends readonly (infer Item)[]
    ? Misfit<Item, Extract<Official, readonly unknown[]>[number], `${Path}[]`>
    : {
        [Name in keyof Own & string]-?: Name extends keyof Extract<Official, object>
          ? Misfit<Required<Own>[Name], Extract<Official, object>[Name], `${Path}/${Name}`>
          : `${Path}/${Name}`;
      }[keyof Own & string];

type SourceOf<Name extends Source["object"]> = Extract<Source, { readonly object: Name }>;

type Misfits =
  | Misfit<Session, Stripe.Checkout.Session>
  | Misfit<Intent, Stripe.PaymentIntent>
  | Misfit<NonNullable<Intent["latest_charge"]>, Stripe.Charge>
  | Misfit<ToldCharge, Stripe.Charge>
  | Misfit<Refund, Stripe.Refund>
  | Misfit<Dispute, Stripe.Dispute>
  | Misfit<Omit<BalanceTransaction, "source">, Stripe.BalanceTransaction>
  | Misfit<SourceOf<"charge">, Stripe.Charge>
  | Misfit<SourceOf<"refund">, Stripe.Refund>
  | Misfit<SourceOf<"dispute">, Stripe.Dispute>
  | Misfit<SourceOf<"transfer">, Stripe.Transfer>
  | Misfit<SourceOf<"transfer_reversal">, Stripe.TransferReversal>
  | Misfit<Balance, Stripe.Balance>
  | Misfit<Account, Stripe.Account>
  | Misfit<Transfer, Stripe.Transfer>
  | Misfit<Reversal, Stripe.TransferReversal>
  | Misfit<Payout, Stripe.Payout>;

test("the stand-in answers only fields, with only values, that Stripe's own description has", () => {
  const misfits: Readonly<Record<Misfits, string>> = {};
  expect(misfits).toEqual({});
});

test("what does not fit is found, at every depth", () => {
  type Planted = {
    readonly object: "payouts";
    readonly amount: string;
    readonly nothing: 1;
    readonly status: "paid";
    readonly trace_id: { readonly status: "lost"; readonly odd: [] };
  };
  const found: Readonly<Record<Misfit<Planted, Stripe.Payout>, true>> = {
    "/object": true,
    "/amount": true,
    "/nothing": true,
    "/trace_id/odd": true,
  };
  expect(Object.keys(found)).toHaveLength(4);
});

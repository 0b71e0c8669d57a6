import { type Cents, type Currency, cents } from "#lib/money";
import type { PaymentDirection } from "../policy.ts";

/*
 * How Stripe counts money (docs.stripe.com/currencies). Its minor units are mostly those of ISO 4217; where they are
 * not (as Intl writes forints without their hundredths), an amount is converted, and one that Stripe cannot express is not possible here.
 */

const WITHOUT_DECIMALS = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" ");
/** Stripe counts thousandths, and the last digit must be 0. */
const THREE_DECIMALS = "BHD JOD KWD OMR TND".split(" ");
/** Stripe counts hundredths of these, but moves whole units only: out, or in both directions. */
const WHOLE_UNITS_OUT = "HUF TWD ISK UGX".split(" ");
const WHOLE_UNITS_IN = "ISK UGX".split(" ");

function digitsAtStripe(code: string): number {
  if (WITHOUT_DECIMALS.includes(code)) return 0;
  return THREE_DECIMALS.includes(code) ? 3 : 2;
}

/** The least difference between two amounts that Stripe can move in this direction, in our minor units. */
export function stripeStep({ code, digits }: Currency, direction: PaymentDirection): Cents {
  const whole = direction === "payout" ? WHOLE_UNITS_OUT : WHOLE_UNITS_IN;
  if (whole.includes(code)) return cents(10 ** digits);
  const digitsMoved = THREE_DECIMALS.includes(code) ? 2 : digitsAtStripe(code);
  return cents(10 ** Math.max(digits - digitsMoved, 0));
}

/** Our minor units as Stripe's. Throws RangeError for an amount that is no multiple of the step. */
export function toStripeAmount(amount: Cents, { code, digits }: Currency): number {
  return cents(scale(amount, digitsAtStripe(code) - digits));
}

/** Stripe's minor units as ours. Throws RangeError for a part of ours. */
export function fromStripeAmount(amount: number, { code, digits }: Currency): Cents {
  return cents(scale(amount, digits - digitsAtStripe(code)));
}

function scale(amount: number, digits: number): number {
  return digits >= 0 ? amount * 10 ** digits : amount / 10 ** -digits;
}

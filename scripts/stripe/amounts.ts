import { currencyOf } from "#lib/money";
import { fromStripeAmount } from "#lib/payments/providers/stripe-amounts";

/** "€40.23" of 4023 in "eur". */
export function amountOf(amount: number, currency: string): string {
  const own = currencyOf(currency.toUpperCase());
  return own.exact.format(fromStripeAmount(amount, own) / 10 ** own.digits);
}

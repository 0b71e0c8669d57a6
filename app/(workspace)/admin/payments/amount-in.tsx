import { cents, currencyOf, formatCents } from "#lib/money";

/** An amount in minor units of any currency: the provider may have moved another one than ours. */
export function AmountIn({ minor, currency }: { minor: number; currency: string }) {
  return (
    <span className="num">{formatCents(cents(minor), { currency: currencyOf(currency) })}</span>
  );
}

import { type Cents, cents } from "#lib/money";

/**
 * The two parts of a price that contains VAT, exact to the cent: net and VAT together are the gross amount. The net
 * amount is rounded, half a cent up.
 */
export function splitVat(
  grossCents: Cents,
  vatBasisPoints: number,
): { netCents: Cents; vatCents: Cents } {
  const whole = 10_000n + BigInt(vatBasisPoints);
  const netCents = cents((BigInt(grossCents) * 20_000n + whole) / (2n * whole));
  return { netCents, vatCents: cents(grossCents - netCents) };
}

/** "19 %", "7.7 %". */
export function vatText(vatBasisPoints: number): string {
  return `${vatBasisPoints / 100} %`;
}

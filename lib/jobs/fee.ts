import { houseName } from "#lib/house";
import { type Cents, cents, formatCents } from "#lib/money";

/** What the instance takes of money that is released. A freelancer agrees to it with each offer. */
export type FeeTerms = {
  /** Hundredths of a percent: 1,000 is 10 %. */
  readonly feeBasisPoints: number;
  /** At least this much of each release, in minor units. */
  readonly feeMinimumCents: Cents;
};

export const NO_FEE: FeeTerms = { feeBasisPoints: 0, feeMinimumCents: cents(0) };

/** The fee on one release, in minor units. What rounding leaves goes to the freelancer. */
export function feeOn(amountCents: Cents, { feeBasisPoints, feeMinimumCents }: FeeTerms): Cents {
  const share = cents((BigInt(amountCents) * BigInt(feeBasisPoints)) / 10_000n);
  return share > feeMinimumCents ? share : feeMinimumCents;
}

/** The fee on a share of what was agreed: none where it would leave the freelancer nothing. */
export function feeOnShare(amountCents: Cents, terms: FeeTerms): Cents {
  const fee = feeOn(amountCents, terms);
  return fee < amountCents ? fee : cents(0);
}

/** What the freelancer gets of one release, in minor units. */
export function withoutFee(amountCents: Cents, terms: FeeTerms): Cents {
  return cents(amountCents - feeOn(amountCents, terms));
}

export function hasFee({ feeBasisPoints, feeMinimumCents }: FeeTerms): boolean {
  return feeBasisPoints > 0 || feeMinimumCents > 0;
}

/** "7.5 %, at least €2.00", or "none". */
export function feeText({ feeBasisPoints, feeMinimumCents }: FeeTerms): string {
  const least = formatCents(feeMinimumCents);
  if (feeBasisPoints === 0) return feeMinimumCents > 0 ? least : "none";
  const share = `${feeBasisPoints / 100} %`;
  return feeMinimumCents > 0 ? `${share}, at least ${least}` : share;
}

/** Who pays the fee on a job, for its client, a freelancer or anybody else. */
export function feeSentence(terms: FeeTerms, reader: "client" | "freelancer" | null): string {
  const fee = `${houseName()}’s fee is ${feeText(terms)}`;
  if (reader === "freelancer") return `${fee}, taken from what you are paid.`;
  const pays = reader === "client" ? "you pay" : "the client pays";
  return `${fee}, taken from what the freelancer is paid: ${pays} the price and nothing more.`;
}

/** The terms as a form carries them, to say which ones were on the screen. */
export function feeKey({ feeBasisPoints, feeMinimumCents }: FeeTerms): string {
  return `${feeBasisPoints}/${feeMinimumCents}`;
}

/** The terms of a key; null for what is none. */
export function readFeeKey(key: string): FeeTerms | null {
  const [, feeBasisPoints, feeMinimumCents] = /^(\d{1,5})\/(\d{1,11})$/.exec(key) ?? [];
  if (feeBasisPoints === undefined || feeMinimumCents === undefined) return null;
  return { feeBasisPoints: Number(feeBasisPoints), feeMinimumCents: cents(feeMinimumCents) };
}

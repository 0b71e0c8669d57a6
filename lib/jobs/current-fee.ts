import { chosen } from "#lib/chosen";
import { getEnv } from "#lib/env";
import { cents } from "#lib/money";
import type { FeeTerms } from "./fee.ts";

let replaced: FeeTerms | undefined;

/** What the operator takes from now on: offers that stand keep the terms that they were made on. */
export function currentFee(): FeeTerms {
  if (replaced) return replaced;
  const { fee } = chosen();
  const { FEE_PERCENT, FEE_MINIMUM } = getEnv();
  return {
    feeBasisPoints: fee.feeBasisPoints ?? FEE_PERCENT,
    feeMinimumCents: cents(fee.feeMinimumCents ?? FEE_MINIMUM),
  };
}

/** Replaces the operator's setting in this process until the returned function is called. */
export function setFee(terms: FeeTerms): () => void {
  const previous = replaced;
  replaced = terms;
  return () => {
    replaced = previous;
  };
}

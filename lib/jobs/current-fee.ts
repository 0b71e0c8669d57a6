import { getEnv } from "#lib/env";
import type { FeeTerms } from "./fee.ts";

let chosen: FeeTerms | undefined;

/** What the operator takes from now on: offers that stand keep the terms that they were made on. */
export function currentFee(): FeeTerms {
  const { FEE_PERCENT, FEE_MINIMUM } = getEnv();
  return chosen ?? { feeBasisPoints: FEE_PERCENT, feeMinimumCents: FEE_MINIMUM };
}

/** Replaces the operator's setting in this process until the returned function is called. */
export function setFee(terms: FeeTerms): () => void {
  const previous = chosen;
  chosen = terms;
  return () => {
    chosen = previous;
  };
}

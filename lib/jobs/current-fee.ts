import { getEnv } from "#lib/env";
import type { FeeTerms } from "./fee.ts";

/** What the operator takes from now on: offers that stand keep the terms that they were made on. */
export function currentFee(): FeeTerms {
  const { FEE_PERCENT, FEE_MINIMUM } = getEnv();
  return { feeBasisPoints: FEE_PERCENT, feeMinimumCents: FEE_MINIMUM };
}

import { getEnv } from "#lib/env";
import type { PaymentProvider } from "./provider.ts";
import { createSandboxBank } from "./providers/sandbox.ts";

let chosen: PaymentProvider | undefined;

/** The provider that new payments go through, set up from the settings at first use. */
export function currentProvider(): PaymentProvider {
  chosen ??= createSandboxBank({
    cardSettlesAfterMs: getEnv().SANDBOX_CARD_SECONDS * 1000,
    payoutSettlesAfterMs: getEnv().SANDBOX_PAYOUT_SECONDS * 1000,
  });
  return chosen;
}

/** The provider that a payment was recorded with, by name; null when it is not (or no longer) set up. */
export function findProvider(name: string): PaymentProvider | null {
  const provider = currentProvider();
  return provider.name === name ? provider : null;
}

/** Puts another provider in place (tests, demo seed) until the returned function is called. */
export function setProvider(provider: PaymentProvider): () => void {
  const previous = chosen;
  chosen = provider;
  return () => {
    chosen = previous;
  };
}

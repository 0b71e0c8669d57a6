import { type Env, getEnv, isLiveKey } from "#lib/env";
import type { PaymentProvider } from "./provider.ts";
import { createSandboxBank } from "./providers/sandbox.ts";
import { createStripe } from "./providers/stripe.ts";

type Chosen = { readonly current: PaymentProvider; readonly earlier: readonly PaymentProvider[] };

let chosen: Chosen | undefined;

function choose(env: Env): Chosen {
  const sandbox = createSandboxBank({
    cardSettlesAfterMs: env.SANDBOX_CARD_SECONDS * 1000,
    payoutSettlesAfterMs: env.SANDBOX_PAYOUT_SECONDS * 1000,
    takesAccounts: env.SANDBOX_ACCOUNTS,
  });
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = env;
  if (secretKey === undefined || webhookSecret === undefined) {
    return { current: sandbox, earlier: [] };
  }
  const stripe = createStripe({ secretKey, webhookSecret, address: env.STRIPE_API });
  // Where no money is real, the demo's payments may end. Elsewhere the sandbox bank would make money from nothing.
  return { current: stripe, earlier: isLiveKey(secretKey) ? [] : [sandbox] };
}

function providers(): Chosen {
  chosen ??= choose(getEnv());
  return chosen;
}

/** The provider that new payments go through, set up from the settings at first use. */
export function currentProvider(): PaymentProvider {
  return providers().current;
}

/** Every provider that is set up, the current one first. */
export function listProviders(): readonly PaymentProvider[] {
  const { current, earlier } = providers();
  return [current, ...earlier];
}

/** The provider that a payment was recorded with, by name; null when it is not (or no longer) set up. */
export function findProvider(name: string): PaymentProvider | null {
  return listProviders().find((provider) => provider.name === name) ?? null;
}

/** Puts another provider in place (tests, demo seed) until the returned function is called. */
export function setProvider(provider: PaymentProvider): () => void {
  const previous = chosen;
  chosen = { current: provider, earlier: [] };
  return () => {
    chosen = previous;
  };
}

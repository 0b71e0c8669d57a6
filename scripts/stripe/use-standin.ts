import { isNull } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { getDb } from "#db/client";
import { providerEvents } from "#db/schema";
import { SYSTEM } from "#lib/auth/actor";
import { setProvider } from "#lib/payments/find-provider";
import { followProviderEvent } from "#lib/payments/follow-provider-event";
import { hearProviderEvent } from "#lib/payments/hear-provider-event";
import { createStripe } from "#lib/payments/providers/stripe";
import type { Hook } from "./hooks.ts";
import { STANDIN_KEY, STANDIN_SECRET, type Standin, startStandin } from "./standin.ts";

export type UsedStandin = {
  (): Standin;
  /** What the worker would do with the messages that came. */
  follow(): Promise<void>;
};

async function hear(body: string, signature: string): Promise<boolean> {
  await hearProviderEvent({ body, headers: new Headers({ "stripe-signature": signature }) });
  return true;
}

/** For the top of a test file: Stripe is the provider of every test, with a stand-in behind it. */
export function useStandin(hook: Hook = hear): UsedStandin {
  let standin: Standin | undefined;
  let restore = () => {};
  const get = () => {
    if (!standin) throw new Error("The stand-in exists only while tests run");
    return standin;
  };
  beforeAll(async () => {
    standin = await startStandin(0, hook);
  });
  beforeEach(() => {
    const { address } = get();
    restore = setProvider(
      createStripe({ secretKey: STANDIN_KEY, webhookSecret: STANDIN_SECRET, address }),
    );
  });
  afterEach(() => restore());
  afterAll(() => standin?.close());

  async function follow(): Promise<void> {
    await get().settle();
    const { id, doneAt } = providerEvents;
    const undone = await getDb().select({ id }).from(providerEvents).where(isNull(doneAt));
    for (const { id: eventId } of undone) await followProviderEvent(SYSTEM, { eventId });
  }
  return Object.assign(get, { follow });
}

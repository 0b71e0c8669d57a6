import { setTimeout as sleep } from "node:timers/promises";
import Stripe from "stripe";
import { newName } from "./books.ts";

/** What is to go wrong with the next events. */
export type EventOrders = {
  /** How many of the next are never sent. */
  dropEvents: number;
  /** How often each is sent. */
  sendEvents: number;
  /** How long each waits. */
  delayEventsMs: number;
  /** Each waits for the one after it, and is sent behind that. */
  swapEvents: boolean;
};

/** Where events go: an address, or in tests a function. */
export type Hook = (body: string, signature: string) => Promise<boolean>;

const RETRIES_MS = [500, 2_000, 10_000];

export type Hooks = {
  readonly orders: EventOrders;
  tell(type: string, object: object, account?: string): void;
  /** Waits until everything that was told has been sent or given up. */
  settle(): Promise<void>;
};

/** Sends signed events, each until it is answered with 2xx or has been tried four times. */
export function createHooks(secret: string, hook: Hook): Hooks {
  const { webhooks } = new Stripe("sk_test_standin");
  const orders: EventOrders = {
    dropEvents: 0,
    sendEvents: 1,
    delayEventsMs: 0,
    swapEvents: false,
  };
  const flying = new Set<Promise<void>>();
  let waiting: string | null = null;

  async function send(body: string): Promise<void> {
    await sleep(orders.delayEventsMs);
    for (const pause of [...RETRIES_MS, null]) {
      const signature = webhooks.generateTestHeaderString({ payload: body, secret });
      if (await hook(body, signature).catch(() => false)) return;
      if (pause !== null) await sleep(pause);
    }
    console.error("An event was given up: nobody took it.");
  }

  function fly(body: string): void {
    const flight = Promise.all(Array.from({ length: orders.sendEvents }, () => send(body)))
      .then(() => {})
      .finally(() => flying.delete(flight));
    flying.add(flight);
  }

  return {
    orders,
    tell(type, object, account) {
      const body = eventOf(type, object, account === undefined ? {} : { account });
      if (orders.dropEvents > 0) {
        orders.dropEvents -= 1;
        return;
      }
      if (orders.swapEvents && waiting === null) {
        waiting = body;
        return;
      }
      fly(body);
      if (waiting !== null) fly(waiting);
      waiting = null;
    },
    async settle() {
      while (flying.size > 0) await Promise.all(flying);
    },
  };
}

/** An event in Stripe's shape, as a string: the signature is about its characters. */
export function eventOf(type: string, object: object, changes: object = {}): string {
  return JSON.stringify({
    id: newName("evt"),
    object: "event",
    type,
    livemode: false,
    created: Math.floor(Date.now() / 1000),
    data: { object },
    ...changes,
  });
}

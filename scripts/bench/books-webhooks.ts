import { randomUUID } from "node:crypto";
import Stripe from "stripe";
import { getDb } from "#db/client";
import { providerEvents } from "#db/schema";
import { newId } from "#lib/new-id";
import { openStage } from "../stage.ts";
import { eventOf } from "../stripe/hooks.ts";
import { STANDIN_KEY, STANDIN_SECRET } from "../stripe/standin.ts";
import { type Ask, requestsPerSecond } from "./http-load.ts";
import { medians, type Row, row } from "./measure.ts";

const CALLERS = 8;
const ROUNDS = 7;
const DURATION_MS = 2_000;
/** Nobody listens there: an event is only taken in, and no worker asks what it was about. */
const NOWHERE = "http://127.0.0.1:9";

const { webhooks } = new Stripe(STANDIN_KEY);

/**
 * Signed events at the production build's own address for them, each of another payment, answered once it is committed.
 * The floor: a route of the same build that only checks the signature.
 */
export async function measureWebhooks(say: (line: string) => void): Promise<Row> {
  process.env.STRIPE_SECRET_KEY = STANDIN_KEY;
  process.env.STRIPE_WEBHOOK_SECRET = STANDIN_SECRET;
  process.env.STRIPE_API = NOWHERE;
  const stage = await openStage(say, { hasEmptyPages: true });
  try {
    const app = await stage.startApp();
    const load = (path: string, durationMs = DURATION_MS) =>
      requestsPerSecond(app.address, {
        connections: CALLERS,
        durationMs,
        status: 200,
        next: () => signedEvent(path),
      });
    const takeIn = async () => {
      const before = await getDb().$count(providerEvents);
      const perSecond = await load("/api/payments/events");
      const taken = (await getDb().$count(providerEvents)) - before;
      if (taken < perSecond) throw new Error(`Only ${taken} events were noted`);
      return perSecond;
    };
    say("Events from signature to commit, 8 callers");
    await takeIn();
    await load("/api/bench-empty");
    const { bare, events } = await medians(ROUNDS, {
      bare: () => load("/api/bench-empty"),
      events: takeIn,
    });
    return row("webhooks", "events/s", events, bare, 0.3);
  } finally {
    await stage.close();
  }
}

function signedEvent(path: string): Ask {
  const session = {
    id: `cs_test_${randomUUID().replaceAll("-", "")}`,
    object: "checkout.session",
    client_reference_id: newId("pay"),
    payment_status: "paid",
    status: "complete",
  };
  const body = eventOf("checkout.session.completed", session);
  const signature = webhooks.generateTestHeaderString({ payload: body, secret: STANDIN_SECRET });
  return { path, headers: { "stripe-signature": signature }, body };
}

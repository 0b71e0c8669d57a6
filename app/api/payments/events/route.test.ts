import Stripe from "stripe";
import { afterEach, beforeEach, expect, test } from "vitest";
import { setProvider } from "#lib/payments/find-provider";
import { createStripe } from "#lib/payments/providers/stripe";
import { eventOf } from "#scripts/stripe/hooks";
import { STANDIN_KEY, STANDIN_SECRET } from "#scripts/stripe/standin";
import { POST } from "./route.ts";

let restore = () => {};
beforeEach(() => {
  const address = "http://localhost:1";
  restore = setProvider(
    createStripe({ secretKey: STANDIN_KEY, webhookSecret: STANDIN_SECRET, address }),
  );
});
afterEach(() => restore());

function tell(body: string, signature: string): Promise<Response> {
  const headers = { "content-type": "application/json", "stripe-signature": signature };
  const init = { method: "POST", headers, body };
  return POST(new Request("http://localhost:3000/api/payments/events", init), undefined);
}

function sign(payload: string): string {
  const { webhooks } = new Stripe(STANDIN_KEY);
  return webhooks.generateTestHeaderString({ payload, secret: STANDIN_SECRET });
}

test("a signed message gets the same answer whatever it is about", async () => {
  const body = eventOf("customer.created", { id: "cus_1", name: "Zoë" });
  const response = await tell(body, sign(body));
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ received: true });
});

test("a message that is not signed is refused without a word about why", async () => {
  const response = await tell(eventOf("customer.created", {}), "");
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ type: "urn:workhub:error:not_signed" });
});

test("a message of 1 MB is too long, signed or not", async () => {
  const body = eventOf("customer.created", { note: "x".repeat(1_000_000) });
  expect((await tell(body, sign(body))).status).toBe(413);
});

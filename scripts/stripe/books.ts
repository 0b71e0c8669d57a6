import { randomBytes } from "node:crypto";
import { z } from "zod";
import { Refusal } from "./refusal.ts";

/*
 * What the stand-in knows, in Stripe's own shapes as far as we read them. Nothing outlives its process.
 */

export type Intent = {
  readonly id: string;
  readonly object: "payment_intent";
  status: "requires_payment_method" | "requires_action" | "succeeded" | "canceled";
  last_payment_error: { readonly message: string } | null;
  latest_charge: {
    readonly id: string;
    readonly object: "charge";
    readonly payment_method_details: {
      readonly card: { readonly brand: string; readonly last4: string };
    };
  } | null;
};

export type Session = {
  readonly id: string;
  readonly object: "checkout.session";
  readonly mode: "payment";
  readonly livemode: false;
  readonly amount_total: number;
  readonly currency: string;
  readonly client_reference_id: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly success_url: string;
  readonly cancel_url: string;
  readonly created: number;
  readonly expires_at: number;
  status: "open" | "complete" | "expired";
  payment_status: "unpaid" | "paid";
  url: string | null;
  payment_intent: Intent | null;
};

const DAY_SECONDS = 86_400;

/** What a session is made of, by the names of the form that Stripe takes. */
const sessionForm = z.object({
  mode: z.literal("payment"),
  client_reference_id: z.string(),
  success_url: z.url(),
  cancel_url: z.url(),
  "metadata[payment]": z.string(),
  "line_items[0][quantity]": z.literal("1"),
  "line_items[0][price_data][currency]": z.string().regex(/^[a-z]{3}$/),
  "line_items[0][price_data][unit_amount]": z.string().regex(/^[1-9]\d{0,7}$/),
  "line_items[0][price_data][product_data][name]": z.string().min(1),
});

/** "cs_test_6f…", as unguessable as Stripe's. */
export function newName(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString("hex")}`;
}

/** Throws a ZodError for what Stripe would refuse. */
export function makeSession(form: URLSearchParams, address: string, atMs: number): Session {
  const fields = sessionForm.parse(Object.fromEntries(form));
  const id = newName("cs_test");
  const created = Math.floor(atMs / 1000);
  return {
    id,
    object: "checkout.session",
    mode: fields.mode,
    livemode: false,
    amount_total: Number(fields["line_items[0][price_data][unit_amount]"]),
    currency: fields["line_items[0][price_data][currency]"],
    client_reference_id: fields.client_reference_id,
    metadata: { payment: fields["metadata[payment]"] },
    success_url: fields.success_url,
    cancel_url: fields.cancel_url,
    created,
    expires_at: created + DAY_SECONDS,
    status: "open",
    payment_status: "unpaid",
    url: `${address}/c/pay/${id}`,
    payment_intent: null,
  };
}

/** How a try to pay ends, or stops for 3-D Secure. */
export type Try = "pay" | "authenticate" | "decline" | "refuse";

/** Throws for a session that is over. Returns whether the session is complete now. */
export function tryToPay(session: Session, how: Try): boolean {
  requireOpen(session);
  const intent = session.payment_intent ?? newIntent();
  session.payment_intent = intent;
  switch (how) {
    case "authenticate":
      intent.status = "requires_action";
      return false;
    case "decline":
      return failTry(intent, "Your card was declined.");
    case "refuse":
      return failTry(intent, "Your card could not be authenticated.");
    case "pay":
      intent.latest_charge = {
        id: intent.id.replace("pi_", "ch_"),
        object: "charge",
        payment_method_details: {
          card: { brand: "visa", last4: intent.status === "requires_action" ? "3184" : "4242" },
        },
      };
      intent.status = "succeeded";
      intent.last_payment_error = null;
      session.status = "complete";
      session.payment_status = "paid";
      session.url = null;
      return true;
  }
}

/** A declined card leaves the session open: the person may try another one. */
function failTry(intent: Intent, message: string): false {
  intent.status = "requires_payment_method";
  intent.last_payment_error = { message };
  return false;
}

export function expire(session: Session): void {
  requireOpen(session);
  session.status = "expired";
  session.url = null;
  if (session.payment_intent) session.payment_intent.status = "canceled";
}

function requireOpen({ id, status }: Session): void {
  if (status !== "open") throw new Refusal(400, `The session ${id} is ${status}`);
}

function newIntent(): Intent {
  return {
    id: newName("pi"),
    object: "payment_intent",
    status: "requires_payment_method",
    last_payment_error: null,
    latest_charge: null,
  };
}

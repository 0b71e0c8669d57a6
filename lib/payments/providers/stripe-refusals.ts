import Stripe from "stripe";
import type { Id } from "#lib/ids";
import { cents } from "#lib/money";
import type { PaymentOrder, ProviderReport } from "../provider.ts";

/** What Stripe says when it refuses a call. */
type Refusal = { readonly refusal: string; readonly code: string | undefined };

/** A call's answer, or why Stripe refuses it. Every other error passes through, and is tried again. */
export async function orRefusal<T extends object>(call: Promise<T>): Promise<T | Refusal> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    return { refusal: error.message, code: error.code };
  }
}

/**
 * How an order ended that Stripe refused for good. Its reference names the amount, because nothing else will know it
 * when somebody asks again.
 */
export function refused({ paymentId, amountCents, methodToken }: PaymentOrder, reason: string) {
  const reference = `${methodToken}/${paymentId}/${amountCents}`;
  return { paymentId, amountCents, reference, status: "failed", reason } as const;
}

/** The same, from its reference; null for the reference of anything that Stripe took. */
export function findRefused(paymentId: Id<"pay">, reference: string): ProviderReport | null {
  const [, , amount] = reference.split("/");
  if (amount === undefined) return null;
  const reason = "it was refused before it was sent";
  return { paymentId, reference, amountCents: cents(amount), status: "failed", reason };
}

import Stripe from "stripe";

/**
 * The official package waits half a second before it asks once more after a broken connection. In this process it does
 * not: time is the proof's.
 */
export function askAgainAtOnce(): void {
  Object.assign(Stripe.prototype, { getInitialNetworkRetryDelay: () => 0 });
}

import type { Role } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type Cents, cents, formatCents } from "#lib/money";

export const PAYMENT_DIRECTIONS = ["deposit", "payout"] as const;
export type PaymentDirection = (typeof PAYMENT_DIRECTIONS)[number];

export const PAYMENT_STATUSES = ["created", "pending", "settled", "failed"] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** What the provider tells about a payment. */
export type PaymentEvent = "accepted" | "settled" | "failed";

/** One payment, in minor units: one to fifty thousand major units of most currencies. */
export const MIN_PAYMENT_CENTS = cents(100);
export const MAX_PAYMENT_CENTS = cents(5_000_000);

/**
 * - `created`: recorded, the provider has not answered. A payout's amount is on hold from here on.
 * - `pending`: the provider has it and will settle or fail it.
 * - `settled`: final. The deposit is in the wallet, or the payout has left its hold.
 * - `failed`: final. No deposit was made, or the payout's hold is back in the wallet.
 *
 * The provider's messages come twice, late and in any order, so a message that says nothing new is `ignore`d.
 * One that contradicts a final state is refused with `payment_not_pending`.
 */
export function nextPaymentStatus(
  status: PaymentStatus,
  event: PaymentEvent,
): PaymentStatus | "ignore" {
  switch (status) {
    case "created":
      return event === "accepted" ? "pending" : event;
    case "pending":
      return event === "accepted" ? "ignore" : event;
    case "settled":
    case "failed":
      if (event === "accepted" || event === status) return "ignore";
      throw new DomainError("payment_not_pending");
  }
}

/** The nearest amount that may be paid. */
export function nearestPayable(amountCents: Cents): Cents {
  if (amountCents < MIN_PAYMENT_CENTS) return MIN_PAYMENT_CENTS;
  return amountCents > MAX_PAYMENT_CENTS ? MAX_PAYMENT_CENTS : amountCents;
}

/** Clients fund jobs and take back what is left; freelancers take out what they earned. Admins have no wallet. */
export function mayPay(role: Role, direction: PaymentDirection): boolean {
  return role === "client" || (role === "freelancer" && direction === "payout");
}

/** Throws `forbidden`, or `amount_out_of_range` with the limits. */
export function checkMayPay(role: Role, direction: PaymentDirection, amountCents: Cents): void {
  if (!mayPay(role, direction)) throw new DomainError("forbidden");
  if (amountCents >= MIN_PAYMENT_CENTS && amountCents <= MAX_PAYMENT_CENTS) return;
  throw new DomainError("amount_out_of_range", {
    min: formatCents(MIN_PAYMENT_CENTS),
    max: formatCents(MAX_PAYMENT_CENTS),
  });
}

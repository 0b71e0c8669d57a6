import type { Role } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { type Cents, cents, formatCents, MINOR_DIGITS } from "#lib/money";
import { DAY_MS, HOUR_MS } from "#lib/time";

export const PAYMENT_DIRECTIONS = ["deposit", "payout"] as const;
export type PaymentDirection = (typeof PAYMENT_DIRECTIONS)[number];

/** What goes on once a payment has settled or failed: nothing more, or a hire. */
export type PaymentPurpose = "wallet" | "hire";

export const PAYMENT_STATUSES = [
  "created",
  "requires_action",
  "pending",
  "settled",
  "failed",
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** What a payment that waits for its person requires: to pay, or to show the card's bank that it is them (3-D Secure). */
export type ActionNeeds = "payment" | "authentication";

/** Those of a payment that has not ended. */
export const UNSETTLED = ["created", "requires_action", "pending"] as const;

/** Where a payment stands for whoever waits for it: "hiring" until the hire that it was made for is decided. */
export type PaymentStage = PaymentStatus | "hiring";

/**
 * What a provider does to pay somebody out: to their account there, from it to their bank, and back when that fails; or
 * back to the card that had paid.
 */
export const PAYOUT_STEP_KINDS = ["transfer", "payout", "reversal", "refund"] as const;
export type PayoutStepKind = (typeof PAYOUT_STEP_KINDS)[number];

export const PAYOUT_STEP_STATUSES = ["on_its_way", "done", "failed"] as const;
export type PayoutStepStatus = (typeof PAYOUT_STEP_STATUSES)[number];

/**
 * What a balance transaction is about: a payment that came in, money given back to a card, a cardholder's dispute, money on
 * its way to a person, what the provider keeps for itself, or something that WorkHub does not know.
 */
export const BALANCE_KINDS = ["payment", "refund", "dispute", "payout", "fee", "other"] as const;
export type BalanceKind = (typeof BALANCE_KINDS)[number];

/**
 * How the provider's balance and our account of it can differ over something: only they have it, only we have it, they
 * have another amount or another currency, their bank moved a payment that we recorded as failed, a payout that we
 * recorded as settled is back in their balance, or it is of a kind that WorkHub does not know.
 */
export const DIFFERENCE_KINDS = [
  "missing_here",
  "missing_there",
  "other_amount",
  "other_currency",
  "failed_here",
  "came_back",
  "unknown_kind",
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** What each is called, and what it means for whoever has to look. */
export const DIFFERENCE_WORDS: Record<DifferenceKind, { label: string; meaning: string }> = {
  missing_here: {
    label: "Missing here",
    meaning: "They moved this, and our books have nothing of it.",
  },
  missing_there: {
    label: "Missing there",
    meaning: "Our books have this, and they do not list it.",
  },
  other_amount: { label: "Another amount", meaning: "Both sides have it, with another amount." },
  other_currency: {
    label: "Another currency",
    meaning: "They moved this in another currency than ours.",
  },
  failed_here: {
    label: "Settled there, failed here",
    meaning: "They moved this after our books had recorded that it failed.",
  },
  came_back: {
    label: "Came back",
    meaning: "This withdrawal has settled in our books, and is back in their balance.",
  },
  unknown_kind: {
    label: "Of an unknown kind",
    meaning: "They moved this for a reason that WorkHub does not know.",
  },
};

/** A payment that came in takes no longer than this after it should have ended. */
export const DEPOSIT_TAKES_MS = DAY_MS;

/** Money that moved less than this ago may still be recorded on one side only, because messages take their time. */
export const FRESH_MS = HOUR_MS;
/** A payout leaves the provider's balance at once and our books when it has arrived. Banks take so long at most. */
export const PAYOUT_TAKES_MS = 10 * DAY_MS;

/** What the provider reports about a payment. */
export type PaymentEvent = "requires_action" | "accepted" | "settled" | "failed";

/**
 * The limits of one payment, in minor units: one to fifty thousand in most currencies, a hundred times that in those
 * without decimals.
 */
export const MIN_PAYMENT_CENTS = cents(10 ** Math.max(MINOR_DIGITS, 2));
export const MAX_PAYMENT_CENTS = cents(50_000 * MIN_PAYMENT_CENTS);

/**
 * - `created`: recorded, the provider has not answered. A payout's amount is on hold from here on.
 * - `requires_action`: the person has to do something at the provider, and can still leave it.
 * - `pending`: the provider has it and will settle or fail it.
 * - `settled`: the deposit is in the wallet, and that is final; or the payout has left its hold. Banks send a payout
 *   back days after they took it: then it becomes `failed`.
 * - `failed`: final. No deposit was made, or the payout's amount is back in the wallet.
 *
 * The provider's messages come twice, late and in any order, so a message with nothing new is `ignore`d. One that
 * contradicts a final state must never come: it is an error that a person has to look at.
 */
export function nextPaymentStatus(
  status: PaymentStatus,
  event: PaymentEvent,
  direction: PaymentDirection,
): PaymentStatus | "ignore" {
  switch (status) {
    case "created":
      return event === "accepted" ? "pending" : event;
    case "requires_action":
      if (event === "requires_action") return "ignore";
      return event === "accepted" ? "pending" : event;
    case "pending":
      return event === "accepted" || event === "requires_action" ? "ignore" : event;
    case "settled":
    case "failed":
      if (event === "accepted" || event === "requires_action" || event === status) return "ignore";
      if (direction === "payout" && event === "failed") return "failed";
      throw new Error(`The bank says that it has ${event}, but it is recorded as ${status}`);
  }
}

/** The page of a payment, whatever it was made for. */
export function paymentPath(paymentId: Id<"pay">) {
  return `/wallet/receipts/${paymentId}` as const;
}

/** How long after a failure the provider is asked again, in case the money came after all. */
const DOUBTED_FOR_MS = 7 * DAY_MS;
const FIRST_DOUBT_MS = HOUR_MS;
const SHORTEST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10 * 60_000;

/** When to ask about a payment that the provider is working on: when it is expected, or after half its age. */
export function nextCheckAt(createdAt: Date, expectedAt: Date, at: Date): Date {
  const age = at.getTime() - createdAt.getTime();
  const wait = Math.min(Math.max(age / 2, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
  return new Date(Math.max(expectedAt.getTime(), at.getTime() + wait));
}

/** When to ask again about a failed payment: after an hour, then at doubled intervals; null after a week. */
export function nextDoubtAt(failedAt: Date, at: Date): Date | null {
  const age = at.getTime() - failedAt.getTime();
  if (age >= DOUBTED_FOR_MS) return null;
  return new Date(at.getTime() + Math.max(age, FIRST_DOUBT_MS));
}

/** Throws `amount_not_possible` for an amount that the provider cannot move. */
export function checkStep(amountCents: Cents, stepCents: Cents): void {
  if (amountCents % stepCents === 0) return;
  throw new DomainError("amount_not_possible", {
    step: formatCents(stepCents),
    field: "amountCents",
  });
}

/** A deposit, and what of it can still go back to its card. */
export type Refundable = { readonly paymentId: Id<"pay">; readonly leftCents: Cents };

/**
 * Spreads a withdrawal over the deposits of its card, in their order. Each gives what is left of it, in whole steps of the
 * provider, and nothing more. Null where that is not enough.
 */
export function spreadOver<Deposit extends Refundable>(
  amountCents: Cents,
  deposits: readonly Deposit[],
  stepCents: Cents,
): { readonly deposit: Deposit; readonly partCents: Cents }[] | null {
  let rest: number = amountCents;
  const parts = deposits.flatMap((deposit) => {
    const partCents = cents(Math.min(rest, wholeSteps(deposit.leftCents, stepCents)));
    rest -= partCents;
    return partCents > 0 ? [{ deposit, partCents }] : [];
  });
  return rest > 0 ? null : parts;
}

/** The most of it that the provider can move. */
export function wholeSteps(amountCents: Cents, stepCents: Cents): Cents {
  return cents(amountCents - (amountCents % stepCents));
}

/** The nearest amount that may be paid. */
export function nearestPayable(amountCents: Cents, leastCents = MIN_PAYMENT_CENTS): Cents {
  if (amountCents < leastCents) return leastCents;
  return amountCents > MAX_PAYMENT_CENTS ? MAX_PAYMENT_CENTS : amountCents;
}

/** What to pay so that the wallet covers a price: what is missing, but never less than the least payment; 0 if nothing. */
export function amountToPay(priceCents: Cents, availableCents: Cents): Cents {
  if (availableCents >= priceCents) return cents(0);
  return cents(Math.max(priceCents - availableCents, MIN_PAYMENT_CENTS));
}

/** Clients fund jobs and withdraw what is left; freelancers withdraw what they earned. Admins have no wallet. */
export function mayPay(role: Role, direction: PaymentDirection): boolean {
  return role === "client" || (role === "freelancer" && direction === "payout");
}

/**
 * The smallest amount that may be withdrawn: all that is available, where that is less than the limit. Otherwise a
 * little money could neither be spent nor taken along.
 */
export function leastPayout(availableCents: Cents): Cents {
  return availableCents > 0 && availableCents < MIN_PAYMENT_CENTS
    ? availableCents
    : MIN_PAYMENT_CENTS;
}

/** Throws `forbidden`, or `amount_out_of_range` with the limits. */
export function checkMayPay(
  role: Role,
  direction: PaymentDirection,
  amountCents: Cents,
  leastCents: Cents = MIN_PAYMENT_CENTS,
): void {
  if (!mayPay(role, direction)) throw new DomainError("forbidden");
  if (amountCents >= leastCents && amountCents <= MAX_PAYMENT_CENTS) return;
  throw new DomainError("amount_out_of_range", {
    min: formatCents(leastCents),
    max: formatCents(MAX_PAYMENT_CENTS),
    field: "amountCents",
  });
}

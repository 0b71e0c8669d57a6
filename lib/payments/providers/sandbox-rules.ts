import { DAY_MS } from "#lib/time";
import { makeIban } from "../iban.ts";

/** The sandbox bank's published behaviour: what it does with which card or account. Shown on the wallet's pages. */
export type SandboxCard = {
  readonly token: string;
  readonly label: string;
  readonly behaviour: string;
  readonly outcome: "settles" | "fails" | "declined";
  /** Why it fails, in the bank's words. */
  readonly reason?: string;
  /** How many times slower than usual it settles. */
  readonly slowness?: number;
  /** What the cardholder's bank does once it has settled. */
  readonly dispute?: "lost" | "won";
  /** Its bank asks first whether it is the cardholder (3-D Secure). */
  readonly asks?: true;
  /** Once it has settled, half of it is refunded at the bank. */
  readonly refundsHalf?: true;
  /** It takes no money back. */
  readonly refusesRefunds?: true;
};

export const SANDBOX_NAME = "sandbox";

/** What a cardholder tells the bank that asks. */
export type CardAnswer = "approve" | "decline";
/** How long it waits for that. */
export const WAITS_FOR_MS = DAY_MS;

/**
 * How an account at the bank stands: opened and nothing answered, all but the identity answered, ready, restricted by the
 * bank; or ready, while the bank account behind it is closed, so that payouts come back.
 */
export type SandboxStanding = "new" | "identity_due" | "ready" | "restricted" | "closed";

/** A dispute opens, and is won, so many times the usual settling time after the payment has settled. */
export const DISPUTED_AFTER = 15;
export const WON_AFTER = 30;
export const DISPUTE_REASON = "the cardholder disputes the payment";

/** For how long a payment can go back to its card. */
export const REFUNDABLE_FOR_MS = 180 * DAY_MS;

export const SANDBOX_CARDS: readonly SandboxCard[] = [
  {
    token: "card_4242",
    label: "Card ··4242",
    behaviour: "Works. Settles within a few seconds.",
    outcome: "settles",
  },
  {
    token: "card_3155",
    label: "Card ··3155",
    behaviour: "Works, but takes about a minute to settle.",
    outcome: "settles",
    slowness: 30,
  },
  {
    token: "card_9995",
    label: "Card ··9995",
    behaviour: "Is accepted, then fails on settlement.",
    outcome: "fails",
    reason: "the card has insufficient funds",
  },
  {
    token: "card_0002",
    label: "Card ··0002",
    behaviour: "Is declined at once.",
    outcome: "declined",
    reason: "the card was declined",
  },
  {
    token: "card_0259",
    label: "Card ··0259",
    behaviour: "Settles, and is disputed by the cardholder about half a minute later.",
    outcome: "settles",
    dispute: "lost",
  },
  {
    token: "card_1976",
    label: "Card ··1976",
    behaviour: "Settles, is disputed, and the dispute is won about half a minute after that.",
    outcome: "settles",
    dispute: "won",
  },
  {
    token: "card_3184",
    label: "Card ··3184",
    behaviour: "Asks for 3-D Secure: on a page of the sandbox bank you approve or decline it.",
    outcome: "settles",
    asks: true,
  },
  {
    token: "card_7726",
    label: "Card ··7726",
    behaviour: "Settles, and half of it is refunded at the bank about half a minute later.",
    outcome: "settles",
    refundsHalf: true,
  },
  {
    token: "card_5126",
    label: "Card ··5126",
    behaviour: "Works, but takes no money back: a withdrawal to it fails.",
    outcome: "settles",
    refusesRefunds: true,
  },
];

/** Payouts to accounts with this ending fail. */
export const BOUNCING_ACCOUNT_ENDING = "0000";
export const BOUNCE_REASON = "the account no longer exists";
/** Payouts to accounts with this ending come back after they have arrived, so many times the usual time later. */
export const RETURNING_ACCOUNT_ENDING = "0001";
export const RETURNED_AFTER = 1;
export const RETURN_REASON = "the account was closed, and the money came back";
export const RESTRICTED_REASON = "the account at the bank is restricted";
export const REFUND_REFUSAL = "the card takes no money back";

/** Example accounts for trying the sandbox: valid IBANs that belong to nobody. */
export const SANDBOX_IBANS = {
  works: makeIban("DE", "100000000000004417"),
  bounces: makeIban("DE", "100000000000000000"),
  returns: makeIban("DE", "100000000000000001"),
} as const;

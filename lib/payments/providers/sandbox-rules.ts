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
};

/** A dispute opens, and is won, so many times the usual settling time after the payment has settled. */
export const DISPUTED_AFTER = 15;
export const WON_AFTER = 30;
export const DISPUTE_REASON = "the cardholder disputes the payment";

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
];

/** Payouts to accounts with this ending fail. */
export const BOUNCING_ACCOUNT_ENDING = "0000";
export const BOUNCE_REASON = "the account no longer exists";

/** Example accounts for trying the sandbox: valid IBANs that belong to nobody. */
export const SANDBOX_IBANS = {
  works: makeIban("DE", "100000000000004417"),
  bounces: makeIban("DE", "100000000000000000"),
} as const;

import type { Id } from "#lib/ids";
import type { Cents } from "#lib/money";
import type {
  ActionNeeds,
  PaymentDirection,
  PaymentStatus,
  PayoutStepKind,
  PayoutStepStatus,
} from "./policy.ts";

/** A card as it is chosen in a form, and what happens with it. */
export type CardChoice = {
  readonly token: string;
  readonly label: string;
  readonly behaviour: string;
};

/** How a client can pay for a hire. */
export type Means = {
  /** In the client's wallet now. */
  readonly availableCents: Cents;
  /** For what is missing there. */
  readonly cards: readonly CardChoice[];
  /** What to know of these cards where no money is real. */
  readonly cardsNote: string | null;
  readonly canAddFunds: boolean;
  /** By the client: it is settled before anything else. */
  readonly owedCents: Cents;
};

export type PaymentView = {
  readonly paymentId: Id<"pay">;
  readonly direction: PaymentDirection;
  readonly amountCents: Cents;
  readonly status: PaymentStatus;
  /** "Card ··4242" */
  readonly method: string;
  readonly failureReason: string | null;
  /** Where the person has to go, while it requires that, and what for. */
  readonly actionAddress: string | null;
  readonly actionNeeds: ActionNeeds | null;
  readonly createdAt: Date;
  /** When the provider expects to settle it, or the action that it requires ends; null until it has answered. */
  readonly expectedAt: Date | null;
  /** When it settled or failed. */
  readonly finishedAt: Date | null;
  /** When the person gave it up. */
  readonly givenUpAt: Date | null;
  /** The deposit to whose card it goes back. */
  readonly refundOf: Id<"pay"> | null;
};

/** A card to which something of its payments can still go back. */
export type RefundableView = {
  /** The newest of those payments: it names the card. */
  readonly paymentId: Id<"pay">;
  /** "Visa ··4242" */
  readonly method: string;
  /** How many of its payments one withdrawal can go back to, and when the oldest of them settled. */
  readonly payments: number;
  readonly paidSince: Date;
  /** What is left of them together. */
  readonly leftCents: Cents;
};

/** Somebody's account at the provider, as it stood when the provider was last asked. */
export type PayoutAccountView = {
  readonly token: string;
  readonly isReady: boolean;
  /** What the provider asks for, by its own names. */
  readonly due: readonly string[];
  readonly reason: string | null;
};

/** One try of one step of a payout. */
export type PayoutStepView = {
  readonly reference: string;
  readonly kind: PayoutStepKind;
  readonly status: PayoutStepStatus;
  readonly reason: string | null;
  readonly changedAt: Date;
};

/** Money on its way in one direction. */
export type TransitView = {
  readonly amountCents: Cents;
  readonly count: number;
  /** When the first of it is expected; null while the bank has not said. */
  readonly expectedAt: Date | null;
};

/** A month's earnings of a freelancer, or spending of a client. */
export type MonthView = {
  readonly startsAt: Date;
  readonly amountCents: Cents;
  readonly jobs: number;
};

export type WalletView = {
  readonly availableCents: Cents;
  /** Clients: held for their contracts. Freelancers: held for them. */
  readonly heldCents: Cents;
  readonly heldContracts: number;
  readonly incoming: TransitView;
  readonly outgoing: TransitView;
  /** Twelve, oldest first; the last is the current month. */
  readonly months: readonly MonthView[];
};

/** Money of a payment that was taken back. */
export type ReversalView = {
  readonly paymentId: Id<"pay">;
  /** "Card ··4242" */
  readonly method: string;
  readonly amountCents: Cents;
  /** In the provider's words. */
  readonly reason: string;
  readonly reversedAt: Date;
  /** When the dispute was decided for the person, and the money came back. */
  readonly wonAt: Date | null;
};

/** A payment that was begun and waits for the person. */
export type UnfinishedView = { readonly paymentId: Id<"pay">; readonly amountCents: Cents };

/** What a person owes, why, and what they have begun to pay of it, newest first. */
export type OwedView = {
  readonly owedCents: Cents;
  readonly reversals: readonly ReversalView[];
  readonly unfinished: readonly UnfinishedView[];
};

import type { Id } from "#lib/ids";
import type { Cents } from "#lib/money";
import type {
  ActionNeeds,
  BalanceKind,
  PaymentDirection,
  PayoutStepKind,
  PayoutStepStatus,
} from "./policy.ts";
import type { CardChoice } from "./wallet-views.ts";

/** A card or a bank account as the provider knows it. The whole number never reaches WorkHub's tables. */
export type PaymentMethod = {
  /** The provider's token for it. */
  readonly token: string;
  /** "Card ··4242" */
  readonly label: string;
};

/** How somebody tries a provider behind which there is no real money. */
export type Trial = {
  readonly cards: string;
  /** Bank accounts that do what their label says. */
  readonly accounts: readonly { readonly label: string; readonly iban: string }[];
};

export type PaymentOrder = {
  /** Our name for it. The provider makes one order per payment id, however often it is asked. */
  readonly paymentId: Id<"pay">;
  readonly direction: PaymentDirection;
  readonly amountCents: Cents;
  readonly methodToken: string;
  /** Of a payout back to the card that paid: the provider's name for the deposit's order. */
  readonly refundOf?: string;
  /** The absolute address of the payment's page, for a provider that leads the person elsewhere and back. */
  readonly pageAddress: string;
};

/** Money of a settled deposit that was taken back: the cardholder disputed it, or it was refunded at the provider. */
export type ReportedReversal = {
  /** The provider's name for it. A payment may have several. */
  readonly reference: string;
  readonly amountCents: Cents;
  readonly reason: string;
  /** The money is back: the dispute was decided for the person who had paid in, or the refund did not get through. */
  readonly isGivenBack: boolean;
};

/** A message that came in over the web and claims to be the provider's. */
export type ProviderMessage = {
  /** As it came: its signature is about these characters. */
  readonly body: string;
  readonly headers: { get(name: string): string | null };
};

/** What a message of the provider is about. It is never believed, only a reason to ask. */
export type ProviderHint = {
  readonly eventId: string;
  readonly kind: string;
  /** Null where the message does not say; `findOrderName` does. */
  readonly paymentId: Id<"pay"> | null;
  /** The provider's name for the order, or for what happened to it. */
  readonly reference: string;
};

/** Which order of which payment. */
export type OrderName = { readonly paymentId: Id<"pay">; readonly reference: string };

/** One step of a payout at the provider, as it stands. Each try is a step of its own. */
export type PayoutStep = {
  readonly kind: PayoutStepKind;
  /** The provider's name for it. */
  readonly reference: string;
  readonly status: PayoutStepStatus;
  readonly reason: string | null;
};

/** How somebody's account at the provider stands. */
export type PayoutStanding = {
  /** Whether it can be paid out to now. */
  readonly isReady: boolean;
  /** What the provider asks for, by its own names: "individual.verification.document". */
  readonly due: readonly string[];
  /** Why it cannot be paid out to, by the provider's own name. */
  readonly reason: string | null;
};

/** Accounts at the provider, one for each person who is paid out. All are network calls. */
export type PayoutAccounts = {
  /** Makes a person's account, or returns the token of the one that was made a moment before. */
  open(userId: Id<"usr">): Promise<string>;
  /** Where the person answers what the provider asks, and comes back to `pageAddress`. Good for one visit. */
  addressOf(token: string, pageAddress: string): Promise<string>;
  standingOf(token: string): Promise<PayoutStanding>;
};

/**
 * What the provider says about an order: in its answers, and in its own messages. `requires_action`: the person has to go
 * to that address and do something there, before that moment.
 */
export type ProviderReport = {
  readonly paymentId: Id<"pay">;
  /** The provider's name for the order. */
  readonly reference: string;
  readonly amountCents: Cents;
  /** Of a payout: what the provider did so far. */
  readonly steps?: readonly PayoutStep[];
} & (
  | {
      readonly status: "requires_action";
      readonly needs: ActionNeeds;
      readonly address: string;
      readonly expiresAt: Date;
    }
  | { readonly status: "accepted"; readonly expectedAt: Date }
  /**
   * `moreAt`: when to ask again, where the provider knows that something follows. Of a deposit: all that was ever taken
   * back of it, and the card that paid ("Visa ··4242"), where the provider alone saw it.
   */
  | {
      readonly status: "settled";
      readonly moreAt?: Date;
      readonly reversals?: readonly ReportedReversal[];
      readonly method?: string;
    }
  | { readonly status: "failed"; readonly reason: string }
);

/**
 * Something that has moved in our balance at the provider. Amounts are in minor units of its own currency, signed as they
 * change that balance. The provider lists it once it has happened, and never changes it.
 */
export type BalanceTransaction = {
  /** The provider's name for it. */
  readonly reference: string;
  readonly kind: BalanceKind;
  /** The provider's word for its kind. */
  readonly word: string;
  /** Before the fee; zero where all of it is a fee. */
  readonly grossCents: Cents;
  /** What the provider keeps; below zero for what it gives back. */
  readonly feeCents: Cents;
  /** What the balance changes by: gross less fee, if the provider can count. */
  readonly netCents: Cents;
  /** ISO 4217 */
  readonly currency: string;
  /** The provider's name for what moved. */
  readonly source: string | null;
  /** The source of the balance transaction that this one is about: the charge of a refund. */
  readonly parent: string | null;
  /** The payment that the source names. */
  readonly paymentId: Id<"pay"> | null;
  readonly createdAt: Date;
  /** When the provider lets us use it. */
  readonly availableAt: Date;
};

/**
 * The port to the service that moves real money. `createOrder` and `findOrder` are network calls: never call them while
 * a transaction is open. Both may fail or lose their answer; asking again, however late, moves nothing a second time.
 */
export type PaymentProvider = {
  readonly name: string;
  /** Its name for people. */
  readonly label: string;
  /** True when no real money is behind it; the interface says so wherever money goes in or out. */
  readonly isSandbox: boolean;
  /** How to try it; null where money is real. */
  readonly trial: Trial | null;
  /** What somebody can pay in with. */
  readonly cards: readonly CardChoice[];
  /** Where it pays people out; null when an IBAN is enough. */
  readonly payoutAccounts: PayoutAccounts | null;
  /** Every amount in this direction must be a multiple of this, in minor units. */
  stepOf(direction: PaymentDirection): Cents;
  /** For how long a deposit can go back to the card that paid, counted from when it settled. */
  readonly refundableForMs: number;
  /** How long that takes, as a sentence. */
  readonly refundNote: string;
  /** The card behind a token from the provider's own form, or null. No network call. */
  findCard(token: string): PaymentMethod | null;
  /** A token for a bank account, from its valid IBAN. No network call. */
  toBankAccount(iban: string): PaymentMethod;
  /**
   * Creates the order of a payment, or returns the one that was made before. Null when it cannot be sent yet, and
   * nothing was.
   */
  createOrder(order: PaymentOrder): Promise<ProviderReport | null>;
  /** The state of a payment's order, or null when the provider has never heard of it. */
  findOrder(paymentId: Id<"pay">, reference: string): Promise<ProviderReport | null>;
  /**
   * Ends an order that still waits for its person, and says how it stands then: one that was paid in the same moment
   * stays paid. Null when the provider has never heard of it. A network call.
   */
  endOrder(paymentId: Id<"pay">, reference: string): Promise<ProviderReport | null>;
  /** The order that a message is about which names no payment, or null when it is nothing of ours. A network call. */
  findOrderName(reference: string): Promise<OrderName | null>;
  /**
   * What has moved in our balance since then, or ever, page by page in no order that counts. Each page is a network call.
   */
  listTransactions(since: Date | null): AsyncIterable<readonly BalanceTransaction[]>;
  /**
   * Reads a message, or returns null when it is about nothing of ours. Throws `not_signed`. Null for a provider that
   * sends none.
   */
  readonly readMessage: ((message: ProviderMessage) => ProviderHint | null) | null;
};

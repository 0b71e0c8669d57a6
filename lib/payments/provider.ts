import type { Id } from "#lib/ids";
import type { Cents } from "#lib/money";
import type { PaymentDirection } from "./policy.ts";

/** A card or a bank account as the provider knows it. The whole number never reaches WorkHub's tables. */
export type PaymentMethod = {
  /** The provider's token for it. */
  readonly token: string;
  /** "Card ··4242" */
  readonly label: string;
};

export type PaymentOrder = {
  /** Our name for it. The provider makes one order per payment id, however often it is asked. */
  readonly paymentId: Id<"pay">;
  readonly direction: PaymentDirection;
  readonly amountCents: Cents;
  readonly methodToken: string;
};

/** What the provider says about an order: in its answers, and in its own messages. */
export type ProviderReport = {
  readonly paymentId: Id<"pay">;
  /** The provider's name for the order. */
  readonly reference: string;
  readonly amountCents: Cents;
} & (
  | { readonly status: "accepted"; readonly expectedAt: Date }
  | { readonly status: "settled" }
  | { readonly status: "failed"; readonly reason: string }
);

/**
 * The port to the service that moves real money. `createOrder` and `findOrder` are network calls: never call them while
 * a transaction is open. Both may fail or lose their answer; asking again is always safe.
 */
export type PaymentProvider = {
  readonly name: string;
  /** Its name for people. */
  readonly label: string;
  /** True when no real money is behind it; the interface says so wherever money goes in or out. */
  readonly isSandbox: boolean;
  /** The card behind a token from the provider's own form, or null. No network call. */
  findCard(token: string): PaymentMethod | null;
  /** A token for a bank account, from its valid IBAN. No network call. */
  toBankAccount(iban: string): PaymentMethod;
  /** Creates the order of a payment, or returns the one that was made before. */
  createOrder(order: PaymentOrder): Promise<ProviderReport>;
  /** The state of a payment's order, or null when the provider has never heard of it. */
  findOrder(paymentId: Id<"pay">): Promise<ProviderReport | null>;
};

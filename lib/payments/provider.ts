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

/** What the provider says about an order: in its answers, and in the messages it sends by itself. */
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
 * The port to whoever moves real money. `createOrder` and `findOrder` are network calls: never call them while a
 * transaction is open. Both may fail or lose their answer; asking again is always safe.
 */
export type PaymentProvider = {
  readonly name: string;
  /** How people see it. */
  readonly label: string;
  /** True when no real money is behind it: the interface says so wherever money goes in or out. */
  readonly isSandbox: boolean;
  /** The card behind a token that the provider's own form gave to the person, or null. No network call. */
  findCard(token: string): PaymentMethod | null;
  /** A token for a bank account by its valid IBAN. No network call. */
  toBankAccount(iban: string): PaymentMethod;
  /** Creates the order of a payment, or answers with the one that was made before. */
  createOrder(order: PaymentOrder): Promise<ProviderReport>;
  /** How the order of a payment stands, or null when the provider has never heard of it. */
  findOrder(paymentId: Id<"pay">): Promise<ProviderReport | null>;
};

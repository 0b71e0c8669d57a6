import type { Id } from "#lib/ids";
import type { Cents } from "#lib/money";
import type { DifferenceKind, PaymentDirection, PaymentStatus } from "./policy.ts";

/** One comparison of a provider's balance with our account of it. */
export type RunView = {
  readonly askedAt: Date;
  readonly finishedAt: Date | null;
  /** How many balance transactions were listed so far. */
  readonly listed: number;
  /** How many payments, fees and other subjects were compared. */
  readonly compared: number;
  /** What both sides hold, for each currency, in its minor units. */
  readonly totals: readonly { currency: string; ours: number; theirs: number }[];
  /** How many differences it was the first to find. */
  readonly found: number;
  /** How many were over once the provider had been asked about their payments. */
  readonly mended: number;
};

export type ReconciliationView = {
  /** The provider's name for people. */
  readonly provider: string;
  /** The last one that ended. */
  readonly last: RunView | null;
  /** The one that is asked for or under way. */
  readonly current: RunView | null;
};

/** Something that a provider's balance and our account of it do not agree on. */
export type DifferenceView = {
  readonly differenceId: number;
  readonly provider: string;
  readonly kind: DifferenceKind;
  /** Named by the provider; there may be no such payment. */
  readonly paymentId: Id<"pay"> | null;
  /** The provider's names for what moved its balance, and for its source and kind. */
  readonly reference: string | null;
  readonly source: string | null;
  readonly word: string | null;
  readonly oursCents: Cents;
  /** In minor units of `currency`. */
  readonly theirsCents: Cents;
  readonly currency: string;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly matchedAt: Date | null;
  /** When that was so because the provider had been asked about the payment. */
  readonly mendedAt: Date | null;
  readonly explainedAt: Date | null;
  /** The admin's name. */
  readonly explainedBy: string | null;
  readonly note: string | null;
};

/** A payment that is under way for longer than banks take. */
export type StuckPaymentView = {
  readonly paymentId: Id<"pay">;
  readonly direction: PaymentDirection;
  readonly amountCents: Cents;
  readonly status: PaymentStatus;
  readonly method: string;
  readonly createdAt: Date;
  readonly expectedAt: Date | null;
};

export type OwingPerson = {
  readonly userId: Id<"usr">;
  readonly name: string;
  readonly owedCents: Cents;
};

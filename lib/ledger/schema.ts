import type { Cents } from "#lib/money";

export const TRANSFER_KINDS = [
  "deposit",
  "payout",
  "hold",
  "release",
  "refund",
  "fee",
  "adjustment",
  "reversal",
  "reinstatement",
  "repayment",
  "processor_fee",
  "give_back",
] as const;

export type TransferKind = (typeof TRANSFER_KINDS)[number];

/** The outside account of whoever names no provider: what was recorded before each provider had one of its own. */
export const OUTSIDE = "outside";

/** The instance's own account for what the provider keeps of the money that it moves. */
export const PROCESSOR_FEES = "processor-fees";

/** The instance's own account, where corrections come from. */
export const PLATFORM = "platform";

/** An account, named by what it is for. The ledger knows nothing else about its owner. */
export type AccountRef = { readonly kind: "wallet" | "hold"; readonly owner: string };

/** What every movement carries. */
export type Cause = {
  /** Made from the subject of the movement, never at random: one key moves money once. */
  readonly key: string;
  /** The caller's name for the cause: "contract:ctr_…". */
  readonly reference: string;
};

/** A posted transfer. `isReplay`: it was posted before, and no money moved this time. */
export type Transfer = {
  readonly transferId: string;
  readonly isReplay: boolean;
};

/** Which hold to resolve, and how much of it: everything that is left when `amountCents` is left out. */
export type Resolution = Cause & { readonly holdFor: string; readonly amountCents?: Cents };

/** What goes to the payee, of which the platform keeps `feeCents`: less than all of it. */
export type Release = Resolution & { readonly feeCents?: Cents };

/** A transfer out of a hold, and what it moved. */
export type ResolvedHold = Transfer & { readonly amountCents: Cents };

/** What a reversal took out of the wallet, and what it did not find there. */
export type Reversal = {
  readonly takenCents: Cents;
  readonly owedCents: Cents;
  readonly isReplay: boolean;
};

export type HoldView = {
  readonly heldCents: Cents;
  readonly releasedCents: Cents;
  readonly refundedCents: Cents;
  /** held − released − refunded. */
  readonly remainingCents: Cents;
};

/** One side of a transfer, as an account statement shows it. */
export type EntryView = {
  /** 1, 2, 3… without gaps within the account. */
  readonly seq: number;
  readonly transferId: string;
  readonly kind: TransferKind;
  readonly reference: string;
  /** Signed: negative when money left the account. */
  readonly amountCents: Cents;
  readonly balanceAfterCents: Cents;
  readonly occurredAt: Date;
  /** Hex SHA-256 over the account's history up to and including this entry. */
  readonly hash: string;
};

import type { Id } from "#lib/ids";
import type { Cents } from "#lib/money";
import type { PaymentView } from "./wallet-views.ts";

export const HISTORY_KINDS = [
  { value: "added", label: "Funds added" },
  { value: "withdrawn", label: "Withdrawals" },
  { value: "held", label: "Held for contracts" },
  { value: "released", label: "Released" },
  { value: "refunded", label: "Refunded" },
  { value: "given_back", label: "Given back by freelancers" },
  { value: "reversed", label: "Taken back and given back" },
  { value: "repaid", label: "Settled what you owed" },
  { value: "corrected", label: "Fees and corrections" },
] as const;

export type HistoryKind = (typeof HISTORY_KINDS)[number]["value"];

/** The other side and the job of a movement, if it belongs to a contract. */
export type HistoryContract = {
  readonly contractId: Id<"ctr">;
  readonly jobTitle: string;
  readonly withWhom: string;
};

/** One line of the transactions. */
export type HistoryRow = {
  /** The receipt's address: a payment's id, or the number of a transfer. */
  readonly receiptId: string;
  readonly kind: HistoryKind;
  readonly at: Date;
  readonly contract: HistoryContract | null;
  readonly payment: PaymentView | null;
  /** The amount before fees. Always positive. */
  readonly grossCents: Cents;
  readonly feeCents: Cents;
  /** What moved in this wallet, signed; null when nothing did (yet): held for the freelancer, on its way in, failed. */
  readonly amountCents: Cents | null;
  /** The ledger's balance after this movement; for a movement outside this wallet, the balance at that time. */
  readonly balanceAfterCents: Cents;
  /** How much of it is still on hold now. */
  readonly stillHeldCents: Cents;
  /** Number and hash of the wallet's entry; null when there is none. */
  readonly entry: { readonly seq: number; readonly hash: string } | null;
};

/** One movement of money by itself: a payment with all its steps, or a transfer on a contract. */
export type ReceiptView = {
  readonly receiptId: string;
  /** The movement itself; for a payment, its first one. */
  readonly row: HistoryRow;
  /** What the wallet saw of it, oldest first: for a payout that failed, out and back. */
  readonly entries: readonly HistoryRow[];
  /** The number of its transfer on the ledger; null while there is none. */
  readonly transferId: string | null;
};

/** What the filters of the history can be set to. */
export type HistoryScope = {
  /** Every year since the first movement, the current one first. */
  readonly years: readonly number[];
  /** The newest, or the newest of those that were searched for, and the chosen one. */
  readonly contracts: readonly { readonly contractId: Id<"ctr">; readonly jobTitle: string }[];
  /** There are more than these, so that they can be searched. */
  readonly hasMoreContracts: boolean;
};

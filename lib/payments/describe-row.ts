import { formatCents } from "#lib/money";
import { isolate } from "#lib/text";
import { now } from "#lib/time";
import type { HistoryRow } from "./history-views.ts";
import type { PayoutStepKind } from "./policy.ts";
import type { PaymentView } from "./wallet-views.ts";

/** How a movement reads in a table, on a receipt and in the export. */
export type RowText = {
  /** The name of the job, if it belongs to one; it comes first on the line. */
  readonly jobTitle: string | null;
  /** What happened: after the job's name ("released by Teahouse Kyoto"), or as a line by itself. */
  readonly what: string;
  readonly withWhom: string;
  /** Where the money is, when the amount does not show it. */
  readonly state: RowState | null;
};

/** "arrives" has a day behind it, which is written in the reader's zone. */
export type RowState = { readonly text: string; readonly at?: Date; readonly tone: RowTone };

export type RowTone = "plain" | "held" | "paid" | "refunded" | "failed";

export function describeRow(row: HistoryRow): RowText {
  const jobTitle = row.contract?.jobTitle ?? null;
  const withWhom = row.contract?.withWhom ?? row.payment?.method ?? "";
  return { jobTitle, withWhom, what: whatHappened(row), state: stateOf(row) };
}

/** The same as one plain line. */
export function describeLine(row: HistoryRow): string {
  const { jobTitle, what } = describeRow(row);
  return jobTitle === null ? what : `${jobTitle}: ${what}`;
}

function whatHappened(row: HistoryRow): string {
  const { contract, payment } = row;
  const method = payment ? inSentence(payment.method) : "";
  const withWhom = contract?.withWhom ?? "";
  const isMine = row.amountCents !== null;
  switch (row.kind) {
    case "added":
      return method ? `Added from ${method}` : "Funds added";
    case "withdrawn":
      return isIncoming(row) ? `Returned from ${method}` : `Withdrawal to ${method}`;
    case "held":
      return isMine ? `held for ${isolate(withWhom)}` : `hired by ${isolate(withWhom)}`;
    case "released":
      return isMine ? `released by ${isolate(withWhom)}` : `released to ${isolate(withWhom)}`;
    case "refunded":
      return isMine ? `refunded by ${isolate(withWhom)}` : `refunded to ${isolate(withWhom)}`;
    case "given_back":
      return `given back ${isIncoming(row) ? "by" : "to"} ${isolate(withWhom)}`;
    case "reversed":
      return isIncoming(row) ? `Given back by ${method}` : `Taken back by ${method}`;
    case "repaid":
      return "Settled what you owed";
    case "corrected":
      return "Fee or correction";
  }
}

function stateOf(row: HistoryRow): RowState | null {
  const amount = formatCents(row.grossCents);
  switch (row.kind) {
    case "added":
      return depositState(row, amount);
    case "withdrawn":
      return isIncoming(row) ? null : payoutState(row);
    case "held":
      return heldState(row, amount);
    case "released":
      return row.amountCents === null ? { text: `${amount} paid`, tone: "paid" } : null;
    case "refunded":
      return row.amountCents === null ? { text: `${amount} refunded`, tone: "refunded" } : null;
    case "given_back":
    case "reversed":
    case "repaid":
    case "corrected":
      return null;
  }
}

function depositState({ payment }: HistoryRow, amount: string): RowState | null {
  switch (payment?.status) {
    case "created":
      return { text: `${amount} on its way`, tone: "plain" };
    case "pending":
      return { text: `${amount} with your bank`, tone: "plain" };
    case "requires_action":
      return { text: `${amount} ${waitingWords(payment)}`, tone: "plain" };
    case "failed":
      return { text: `${amount} ${payment.givenUpAt ? "given up" : "failed"}`, tone: "failed" };
    case "settled":
    case undefined:
      return null;
  }
}

function waitingWords({ givenUpAt, actionNeeds }: PaymentView): string {
  if (givenUpAt) return "being given up";
  return actionNeeds === "authentication" ? "needs 3-D Secure" : "not paid yet";
}

function payoutState({ payment }: HistoryRow): RowState | null {
  switch (payment?.status) {
    case "created":
    case "requires_action":
      return { text: "on its way", tone: "plain" };
    case "pending":
      return payment.expectedAt && payment.expectedAt > now()
        ? { text: "arrives", at: payment.expectedAt, tone: "plain" }
        : { text: "with your bank", tone: "plain" };
    case "failed":
      return { text: "failed, returned", tone: "failed" };
    case "settled":
    case undefined:
      return null;
  }
}

function heldState(row: HistoryRow, amount: string): RowState | null {
  const isHeld = row.stillHeldCents > 0;
  if (row.amountCents === null) {
    return isHeld
      ? { text: `${formatCents(row.stillHeldCents)} held for you`, tone: "held" }
      : { text: `${amount} was held`, tone: "plain" };
  }
  return isHeld ? { text: "held", tone: "held" } : null;
}

function isIncoming({ amountCents }: HistoryRow): boolean {
  return amountCents !== null && amountCents > 0;
}

/** "card ··4242", but "Visa ··4242": a name keeps its capital. */
function inSentence(method: string): string {
  return /^(?:Card|Bank|Your)\b/.test(method)
    ? method.charAt(0).toLowerCase() + method.slice(1)
    : method;
}

/** What the provider does to pay money out, as the person sees it. */
export const STEP_NAMES: Readonly<Record<PayoutStepKind, string>> = {
  refund: "Back to your card",
  transfer: "To your account there",
  payout: "From there to your bank",
  reversal: "Taken back",
};

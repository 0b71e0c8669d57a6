import { formatCents, negateCents, sumCents } from "#lib/money";
import { beginSheet, type Line } from "#lib/paper/begin-sheet";
import { describeLine, describeRow, STEP_NAMES } from "#lib/payments/describe-row";
import type { HistoryRow, ReceiptView } from "#lib/payments/history-views";
import type { PayoutStepView } from "#lib/payments/wallet-views";
import { CURRENCY_LINE, ENTRY_COLUMNS, entryCells, sealOf } from "./draw-statement.ts";
import { timeIn } from "./files.ts";

export type ReceiptText = {
  /** Who keeps the wallet. */
  readonly author: string;
  readonly facts: readonly Line[];
  readonly timeZone: string;
  /** What the provider did to pay it out. */
  readonly steps: readonly PayoutStepView[];
};

/** One movement of money as a tagged PDF: what the screen says of it. The same facts are the same bytes each time. */
export function drawReceipt(
  { row, entries, receiptId, transferId }: ReceiptView,
  { author, facts, timeZone, steps }: ReceiptText,
): Promise<Buffer> {
  const day = timeIn(timeZone);
  const sheet = beginSheet({ title: "Receipt", author, at: row.payment?.finishedAt ?? row.at });
  sheet.gap(18);
  sheet.pairs(
    [
      { label: "Receipt", text: receiptId },
      ...facts,
      { label: "Date", text: `${day.format(row.at)} (${timeZone})` },
      ...(transferId === null ? [] : [{ label: "Transfer", text: transferId }]),
      ...steps.map(({ kind, reference }) => ({ label: STEP_NAMES[kind], text: reference })),
      CURRENCY_LINE,
    ],
    { isSmall: true },
  );
  sheet.gap(20);
  sheet.heading("What for");
  sheet.text(describeLine(row));
  sheet.gap(8);
  sheet.pairs(factsOf(row, day));
  sheet.gap(10);
  sheet.rule();
  sheet.pairs(
    [
      { label: "Gross", text: formatCents(row.grossCents) },
      { label: "Fee", text: formatCents(row.feeCents) },
      {
        label: "Net",
        text: formatCents(sumCents([row.grossCents, negateCents(row.feeCents)])),
      },
    ],
    { align: "right" },
  );
  sheet.rule();
  sheet.gap(10);
  sheet.heading("In this wallet");
  if (entries.length === 0) {
    sheet.text("Nothing has moved in this wallet.");
    return sheet.bytes();
  }
  sheet.openTable(ENTRY_COLUMNS);
  for (const entry of entries) sheet.row(entryCells(entry, day));
  sheet.closeTable();
  sheet.gap(10);
  for (const { entry } of entries) {
    if (entry) sheet.pairs(sealOf(entry.seq, entry.hash), { isSmall: true });
  }
  return sheet.bytes();
}

/** With whom, and how it stands. */
function factsOf(row: HistoryRow, day: Intl.DateTimeFormat): Line[] {
  const { withWhom, state } = describeRow(row);
  const { payment } = row;
  const settledAt = payment?.status === "settled" ? payment.finishedAt : null;
  return [
    ...(withWhom === "" ? [] : [{ label: "With", text: withWhom }]),
    ...(state ? [{ label: "State", text: state.text }] : []),
    ...(settledAt ? [{ label: "Settled", text: day.format(settledAt) }] : []),
    ...(payment?.failureReason ? [{ label: "Reason", text: payment.failureReason }] : []),
  ];
}

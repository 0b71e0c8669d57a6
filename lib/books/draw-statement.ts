import { CURRENCY, formatCents } from "#lib/money";
import { beginSheet, type Column, type Line, WIDTH } from "#lib/paper/begin-sheet";
import { describeLine } from "#lib/payments/describe-row";
import type { HistoryRow } from "#lib/payments/history-views";
import type { Statement } from "#lib/payments/queries/statement";
import { NO_MOMENT, timeIn } from "./files.ts";

export const ENTRY_COLUMNS: readonly Column[] = [
  { label: "Entry", width: 46 },
  { label: "Date", width: 96 },
  { label: "What", width: 161 },
  { label: "Moved", width: 78, align: "right" },
  { label: "Balance", width: WIDTH - 381, align: "right" },
];

export type StatementText = {
  readonly title: string;
  /** Who keeps the wallet. */
  readonly author: string;
  readonly facts: readonly Line[];
  readonly timeZone: string;
  /** What the balances at both ends are called. */
  readonly ends: readonly [string, string];
};

/**
 * A statement as a tagged PDF: the balance before, every entry, the balance after, and the hash that seals all of them.
 * It is written while the rows are read; what remains in memory is some kilobytes of tags for each row.
 */
export async function* drawStatement(
  { title, author, facts, timeZone, ends }: StatementText,
  { openingCents, closingCents, lastAt, lastSeq, hash }: Statement,
  rows: AsyncIterable<HistoryRow>,
): AsyncGenerator<Uint8Array> {
  const day = timeIn(timeZone);
  const sheet = beginSheet({ title, author, at: lastAt ?? NO_MOMENT });
  sheet.gap(18);
  sheet.pairs([...facts, { label: "Time zone", text: timeZone }, CURRENCY_LINE], { isSmall: true });
  sheet.gap(14);
  sheet.openTable(ENTRY_COLUMNS);
  sheet.row(["", "", ends[0], "", formatCents(openingCents)]);
  for await (const row of rows) {
    sheet.row(entryCells(row, day));
    yield* sheet.take();
  }
  sheet.row(["", "", ends[1], "", formatCents(closingCents)]);
  sheet.closeTable();
  sheet.gap(8);
  sheet.rule();
  sheet.pairs(sealOf(lastSeq, hash), { isSmall: true });
  sheet.end();
  yield* sheet.take();
}

export const CURRENCY_LINE: Line = { label: "Currency", text: CURRENCY };

export function entryCells(row: HistoryRow, day: Intl.DateTimeFormat): string[] {
  return [
    row.entry === null ? "" : String(row.entry.seq),
    day.format(row.at),
    describeLine(row),
    row.amountCents === null ? "" : formatCents(row.amountCents),
    formatCents(row.balanceAfterCents),
  ];
}

/** The ledger's last word: the hash of an entry covers all entries before it. */
export function sealOf(seq: number, hash: string): Line[] {
  if (hash === "") return [{ label: "Ledger", text: "Nothing has moved in this wallet." }];
  return [
    { label: "Ledger entry", text: String(seq) },
    { label: "Ledger hash", text: hash },
  ];
}

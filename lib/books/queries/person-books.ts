import type { Actor } from "#lib/auth/actor";
import { drawInvoice } from "#lib/billing/draw-invoice";
import { eachInvoice } from "#lib/billing/queries/each-invoice";
import { csvLine } from "#lib/csv";
import { CURRENCY, toDecimal } from "#lib/money";
import { describeLine, describeRow } from "#lib/payments/describe-row";
import type { HistoryRow } from "#lib/payments/history-views";
import { eachStatementRow, getStatement, type Statement } from "#lib/payments/queries/statement";
import { now } from "#lib/time";
import { type BookFile, BYTE_ORDER_MARK, timeIn } from "../files.ts";
import { nameOf, writeInvoices } from "../internal/write-invoices.ts";
import type { BookRange } from "../range.ts";

/**
 * What an accountant asks a person for: the wallet's statement, the journal of its entries, and every invoice as a row
 * and as a PDF. Each file is read in pages while it is written, so any range fits into little memory. Days are those of
 * `timeZone`. Throws not_found for an admin, before the first file.
 */
export async function openPersonBooks(
  actor: Actor,
  { range, timeZone }: { range: BookRange; timeZone: string },
): Promise<AsyncGenerator<BookFile>> {
  const statement = await getStatement(actor, range);
  return listFiles(actor, { range, timeZone, statement });
}

async function* listFiles(
  actor: Actor,
  { range, timeZone, statement }: { range: BookRange; timeZone: string; statement: Statement },
): AsyncGenerator<BookFile> {
  const lastModified = now();
  const day = timeIn(timeZone);
  const rows = () => eachStatementRow(actor, statement);
  const file = (name: string, input: AsyncIterable<string>) => ({ name, input, lastModified });
  yield file("statement.csv", writeStatement(rows(), { statement, timeZone, day }));
  yield file("journal.csv", writeJournal(rows(), { timeZone, day }));
  yield file("invoices.csv", writeInvoices(eachInvoice(actor, { range })));
  for await (const invoice of eachInvoice(actor, { range })) {
    const input = await drawInvoice(invoice);
    yield { name: nameOf(invoice), input, lastModified: invoice.issuedAt };
  }
}

type Dates = { readonly timeZone: string; readonly day: Intl.DateTimeFormat };

/** The opening balance, every line, the closing balance, and the hash that seals all entries up to the last. */
async function* writeStatement(
  rows: AsyncIterable<HistoryRow>,
  { statement, timeZone, day }: Dates & { statement: Statement },
): AsyncGenerator<string> {
  const { openingCents, closingCents, afterSeq, lastSeq, hash } = statement;
  const end = (what: string, balance: string, seq: number, seal: string) =>
    csvLine([
      "",
      what,
      "",
      { number: "" },
      { number: balance },
      CURRENCY,
      { number: seq === 0 ? "" : String(seq) },
      seal,
    ]);
  yield BYTE_ORDER_MARK +
    csvLine([
      `Date (${timeZone})`,
      "What",
      "With",
      "Moved",
      "Balance",
      "Currency",
      "Ledger entry",
      "Ledger hash (SHA-256)",
    ]);
  yield end("Opening balance", toDecimal(openingCents), afterSeq, "");
  for await (const row of rows) {
    yield csvLine([
      day.format(row.at),
      describeLine(row),
      describeRow(row).withWhom,
      { number: movedOf(row) },
      { number: toDecimal(row.balanceAfterCents) },
      CURRENCY,
      { number: String(row.entry?.seq ?? "") },
      row.entry?.hash ?? "",
    ]);
  }
  yield end("Closing balance", toDecimal(closingCents), lastSeq, hash);
}

/** One row for each entry of the wallet. */
async function* writeJournal(
  rows: AsyncIterable<HistoryRow>,
  { timeZone, day }: Dates,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK +
    csvLine([
      `Date (${timeZone})`,
      "Moment (UTC)",
      "Ledger entry",
      "Kind",
      "What",
      "With",
      "Contract",
      "Receipt",
      "Gross",
      "Fee",
      "Amount",
      "Currency",
    ]);
  for await (const row of rows) {
    yield csvLine([
      day.format(row.at),
      row.at.toISOString(),
      { number: String(row.entry?.seq ?? "") },
      row.kind,
      describeLine(row),
      describeRow(row).withWhom,
      row.contract?.contractId ?? "",
      row.receiptId,
      { number: toDecimal(row.grossCents) },
      { number: toDecimal(row.feeCents) },
      { number: movedOf(row) },
      CURRENCY,
    ]);
  }
}

function movedOf({ amountCents }: HistoryRow): string {
  return amountCents === null ? "" : toDecimal(amountCents);
}

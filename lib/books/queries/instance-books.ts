import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { accounts, entries, transfers } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { drawInvoice } from "#lib/billing/draw-invoice";
import { eachInvoice } from "#lib/billing/queries";
import { DomainError } from "#lib/errors";
import { cents, toDecimal } from "#lib/money";
import { csvLine } from "#lib/payments/csv";
import { eachOf } from "#lib/sweep";
import { now } from "#lib/time";
import { type BookFile, BYTE_ORDER_MARK, timeIn } from "../files.ts";
import { nameOf, writeInvoices } from "../internal/write-invoices.ts";
import type { BookRange } from "../range.ts";

const PAGE = 500;

type Asked = { readonly range: BookRange; readonly timeZone: string };

/**
 * The same for the operator: what all accounts of each kind held at both ends, the journal of every account's entries,
 * every invoice as a row, and the operator's own as PDF. Read in pages. Throws not_found for anybody but an admin.
 */
export async function openInstanceBooks(
  actor: Actor,
  asked: Asked,
): Promise<AsyncGenerator<BookFile>> {
  if (actor.role !== "admin") throw new DomainError("not_found");
  return listFiles(actor, asked);
}

async function* listFiles(actor: Actor, asked: Asked): AsyncGenerator<BookFile> {
  const lastModified = now();
  const file = (name: string, input: AsyncIterable<string>) => ({ name, input, lastModified });
  yield file("accounts.csv", writeAccounts(asked.range));
  yield file("journal.csv", writeJournal(asked));
  yield file("invoices.csv", writeInvoices(eachInvoice("everybody", asked.range)));
  for await (const invoice of eachInvoice(actor, asked.range)) {
    const input = await drawInvoice(invoice);
    yield { name: nameOf(invoice), input, lastModified: invoice.issuedAt };
  }
}

/** One row for each kind of account. Together they are zero: what is inside came from outside. */
async function* writeAccounts({ from, until }: BookRange): AsyncGenerator<string> {
  const sumUntil = (end: Date) =>
    sql<string>`coalesce(sum(${entries.amount}) filter (
      where ${transfers.occurredAt} < ${end.toISOString()}::timestamptz), 0)`;
  const rows = await getDb()
    .select({
      kind: accounts.kind,
      currency: entries.currency,
      opening: sumUntil(from),
      closing: sumUntil(until),
    })
    .from(entries)
    .innerJoin(accounts, eq(accounts.id, entries.accountId))
    .innerJoin(transfers, eq(transfers.id, entries.transferId))
    .groupBy(accounts.kind, entries.currency)
    .orderBy(asc(accounts.kind));
  yield BYTE_ORDER_MARK + csvLine(["Accounts", "Opening balance", "Closing balance", "Currency"]);
  for (const { kind, opening, closing, currency } of rows) {
    yield csvLine([
      kind,
      { number: toDecimal(cents(opening)) },
      { number: toDecimal(cents(closing)) },
      currency,
    ]);
  }
}

/** One row for each entry, account by account. */
async function* writeJournal({ range, timeZone }: Asked): AsyncGenerator<string> {
  const day = timeIn(timeZone);
  yield BYTE_ORDER_MARK +
    csvLine([
      `Date (${timeZone})`,
      "Moment (UTC)",
      "Transfer",
      "Kind",
      "Reference",
      "Account",
      "Owner",
      "Ledger entry",
      "Amount",
      "Balance after",
      "Currency",
      "Ledger hash (SHA-256)",
    ]);
  for await (const row of eachEntry(range)) {
    yield csvLine([
      day.format(row.at),
      row.at.toISOString(),
      { number: String(row.transferId) },
      row.kind,
      row.reference,
      row.account,
      row.owner,
      { number: String(row.seq) },
      { number: toDecimal(row.amount) },
      { number: row.balanceAfter === null ? "" : toDecimal(row.balanceAfter) },
      row.currency,
      row.hash === null ? "" : Buffer.from(row.hash).toString("hex"),
    ]);
  }
}

/** By the key of the entries, which knows accounts and numbers. */
function eachEntry({ from, until }: BookRange) {
  return eachOf((last: { accountId: bigint; seq: number } | undefined) =>
    getDb()
      .select({
        accountId: entries.accountId,
        seq: entries.seq,
        account: accounts.kind,
        owner: accounts.owner,
        transferId: entries.transferId,
        kind: transfers.kind,
        reference: transfers.reference,
        at: transfers.occurredAt,
        amount: entries.amount,
        balanceAfter: entries.balanceAfter,
        currency: entries.currency,
        hash: entries.hash,
      })
      .from(entries)
      .innerJoin(accounts, eq(accounts.id, entries.accountId))
      .innerJoin(transfers, eq(transfers.id, entries.transferId))
      .where(
        and(
          gte(transfers.occurredAt, from),
          lt(transfers.occurredAt, until),
          last &&
            sql`(${entries.accountId}, ${entries.seq}) > (${String(last.accountId)}::bigint, ${String(last.seq)}::bigint)`,
        ),
      )
      .orderBy(asc(entries.accountId), asc(entries.seq))
      .limit(PAGE),
  );
}

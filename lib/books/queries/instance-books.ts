import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { accounts, documents, transfers } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import { drawInvoice } from "#lib/billing/draw-invoice";
import { eachInvoice } from "#lib/billing/queries/each-invoice";
import { csvLine } from "#lib/csv";
import { cents, toDecimal } from "#lib/money";
import { now } from "#lib/time";
import { type BookFile, BYTE_ORDER_MARK, timeIn } from "../files.ts";
import {
  eachStep,
  isWithin,
  type LedgerCut,
  type Step,
  takeLedgerCut,
} from "../internal/ledger-cut.ts";
import { nameOf, writeInvoices } from "../internal/write-invoices.ts";
import type { BookRange } from "../range.ts";

/** So many entries are read by one statement: listed ones are all in memory, summed ones are not. */
const STEP = { listed: 2_000, summed: 50_000 };

type Asked = { readonly range: BookRange; readonly timeZone: string };

/**
 * The same for the operator: what all accounts of each kind held at both ends, the journal of every account's entries,
 * every invoice as a row, and the operator's own as PDF. Read in pages. Throws not_found for anybody but an admin.
 */
export async function openInstanceBooks(
  actor: Actor,
  asked: Asked,
): Promise<AsyncGenerator<BookFile>> {
  requireRight(actor, "keepBooks");
  return listFiles(actor, asked);
}

async function* listFiles(actor: Actor, asked: Asked): AsyncGenerator<BookFile> {
  const lastModified = now();
  const cut = await takeLedgerCut();
  const file = (name: string, input: AsyncIterable<string>) => ({ name, input, lastModified });
  yield file("accounts.csv", writeAccounts(cut, asked.range));
  yield file("journal.csv", writeJournal(cut, asked));
  const invoices = { range: asked.range, only: isWithin(cut, documents.transferId) };
  yield file("invoices.csv", writeInvoices(eachInvoice("everybody", invoices)));
  for await (const invoice of eachInvoice(actor, invoices)) {
    const input = await drawInvoice(invoice);
    yield { name: nameOf(invoice), input, lastModified: invoice.issuedAt };
  }
}

/** One row for each kind of account. Together they are zero: what is inside came from outside. */
async function* writeAccounts(cut: LedgerCut, range: BookRange): AsyncGenerator<string> {
  const sums = new Map<string, Sums>();
  for await (const step of eachStep(cut, STEP.summed)) {
    for (const { kind, currency, opening, closing } of await sumStep(step, range)) {
      const key = `${kind} ${currency}`;
      const before = sums.get(key) ?? { kind, currency, opening: 0n, closing: 0n };
      sums.set(key, {
        kind,
        currency,
        opening: before.opening + BigInt(opening),
        closing: before.closing + BigInt(closing),
      });
    }
  }
  yield BYTE_ORDER_MARK + csvLine(["Accounts", "Opening balance", "Closing balance", "Currency"]);
  const kinds = accounts.kind.enumValues;
  const rows = [...sums.values()].sort(
    (one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind),
  );
  for (const { kind, opening, closing, currency } of rows) {
    yield csvLine([
      kind,
      { number: toDecimal(cents(opening)) },
      { number: toDecimal(cents(closing)) },
      currency,
    ]);
  }
}

type Sums = {
  readonly kind: (typeof accounts.$inferSelect)["kind"];
  readonly currency: string;
  /** In minor units, like `closing`. */
  readonly opening: bigint;
  readonly closing: bigint;
};

function sumStep(step: Step, { from, until }: BookRange) {
  const sumUntil = (end: Date) =>
    sql<string>`coalesce(sum(${step.amount}) filter (
      where ${transfers.occurredAt} < ${end.toISOString()}::timestamptz), 0)`;
  return getDb()
    .select({
      kind: accounts.kind,
      currency: step.currency,
      opening: sumUntil(from),
      closing: sumUntil(until),
    })
    .from(step)
    .innerJoin(accounts, eq(accounts.id, step.accountId))
    .innerJoin(transfers, eq(transfers.id, step.transferId))
    .groupBy(accounts.kind, step.currency);
}

/** One row for each entry, account by account. */
async function* writeJournal(cut: LedgerCut, { range, timeZone }: Asked): AsyncGenerator<string> {
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
  for await (const row of eachEntry(cut, range)) {
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

async function* eachEntry(cut: LedgerCut, range: BookRange) {
  for await (const step of eachStep(cut, STEP.listed)) yield* await readStep(step, range);
}

function readStep(step: Step, { from, until }: BookRange) {
  return getDb()
    .select({
      seq: step.seq,
      account: accounts.kind,
      owner: accounts.owner,
      transferId: step.transferId,
      kind: transfers.kind,
      reference: transfers.reference,
      at: transfers.occurredAt,
      amount: step.amount,
      balanceAfter: step.balanceAfter,
      currency: step.currency,
      hash: step.hash,
    })
    .from(step)
    .innerJoin(accounts, eq(accounts.id, step.accountId))
    .innerJoin(transfers, eq(transfers.id, step.transferId))
    .where(and(gte(transfers.occurredAt, from), lt(transfers.occurredAt, until)))
    .orderBy(asc(step.accountId), asc(step.seq));
}

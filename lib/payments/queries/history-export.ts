import { and, eq, lte } from "drizzle-orm";
import { allowMinutes, type Tx } from "#db/client";
import { accounts, entries } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { CURRENCY, toDecimal } from "#lib/money";
import { now } from "#lib/time";
import { csvLine } from "../csv.ts";
import { describeLine, describeRow } from "../describe-row.ts";
import {
  boundsOf,
  describeHistoryFilter,
  type HistoryFilter,
  NO_FILTER,
} from "../history-filter.ts";
import { isOneOf, listContractKeys, type RowKey } from "./contract-keys.ts";
import { afterDeposit, afterEntry } from "./history.ts";
import { listContractRows, listDepositRows, listWalletRows, type Row } from "./history-rows.ts";
import { mergeRows } from "./merge-rows.ts";
import type { RowFilter } from "./row-filter.ts";
import { inSnapshot } from "./wallet.ts";

const ROWS_AT_ONCE = 200;
/** How long the search for the rows of a long history may take; each page of them takes little. */
const EXPORT_MINUTES = 5;
/** Tells spreadsheets that the file is UTF-8. */
const BYTE_ORDER_MARK = "\ufeff";

export type ExportOptions = { readonly filter?: HistoryFilter; readonly timeZone?: string };

/**
 * The history as CSV, newest first, filtered like the screen and with the days of `timeZone`. It comes in pieces, so
 * that any length fits into little memory, and each row is read once. The first line after the head is the seal: the
 * wallet's balance and the hash of its last entry, which covers all entries before it. Throws `not_found` for admins,
 * before the first piece.
 */
export async function exportHistory(
  actor: Actor,
  { filter = NO_FILTER, timeZone = "UTC" }: ExportOptions = {},
): Promise<AsyncGenerator<string>> {
  if (actor.role === "admin") throw new DomainError("not_found");
  const { period, ...rest } = filter;
  const rowFilter = { ...rest, bounds: boundsOf(period, timeZone) };
  const { seal, keys } = await inSnapshot(async (tx) => {
    await allowMinutes(tx, EXPORT_MINUTES);
    return {
      seal: await getSeal(tx, actor),
      keys: await listContractKeys(tx, actor, rowFilter),
    };
  });
  const rows = mergeRows([
    readEntries(actor, rowFilter, seal.seq),
    readContractRows(actor, rowFilter, keys),
    readDeposits(actor, rowFilter),
  ]);
  return writeLines(rows, seal, describeHistoryFilter(filter), timeZone);
}

type Seal = { balance: string; seq: number; hash: string };

async function* writeLines(
  rows: AsyncIterable<Row>,
  seal: Seal,
  filtered: string,
  timeZone: string,
): AsyncGenerator<string> {
  const day = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  yield BYTE_ORDER_MARK + csvLine(columnsIn(timeZone));
  yield csvLine([
    day.format(now()),
    now().toISOString(),
    `Statement of this wallet${filtered && `, only ${filtered}`}, sealed by its last ledger entry`,
    "",
    "",
    { number: "" },
    { number: "" },
    { number: "" },
    { number: seal.balance },
    CURRENCY,
    "",
    { number: String(seal.seq) },
    seal.hash,
  ]);
  let piece: string[] = [];
  for await (const row of rows) {
    if (piece.push(lineOf(row, day)) < ROWS_AT_ONCE) continue;
    yield piece.join("");
    piece = [];
  }
  if (piece.length > 0) yield piece.join("");
}

function columnsIn(timeZone: string): string[] {
  return [
    `Date (${timeZone})`,
    "Moment (UTC)",
    "What",
    "With",
    "State",
    "Gross",
    "Fee",
    "Moved in wallet",
    "Balance after",
    "Currency",
    "Receipt",
    "Ledger entry",
    "Ledger hash (SHA-256)",
  ];
}

function lineOf(row: Row, day: Intl.DateTimeFormat): string {
  const { withWhom, state } = describeRow(row);
  return csvLine([
    day.format(row.at),
    row.at.toISOString(),
    describeLine(row),
    withWhom,
    state?.text ?? "",
    { number: toDecimal(row.grossCents) },
    { number: toDecimal(row.feeCents) },
    { number: row.amountCents === null ? "" : toDecimal(row.amountCents) },
    { number: toDecimal(row.balanceAfterCents) },
    CURRENCY,
    row.receiptId,
    { number: row.entry ? String(row.entry.seq) : "" },
    row.entry?.hash ?? "",
  ]);
}

/** The wallet's entries up to the sealed one. */
async function* readEntries(actor: Actor, filter: RowFilter, last: number): AsyncGenerator<Row> {
  let where = lte(entries.seq, last);
  for (;;) {
    const rows = await inSnapshot((tx) => listWalletRows(tx, actor, filter, where, ROWS_AT_ONCE));
    yield* rows;
    const next = afterEntry({ seq: rows.at(-1)?.position ?? null });
    if (!next || rows.length < ROWS_AT_ONCE) return;
    where = next;
  }
}

/** Movements outside the wallet, by where they are: a new search for each page would read all of them every time. */
async function* readContractRows(
  actor: Actor,
  filter: RowFilter,
  keys: readonly RowKey[],
): AsyncGenerator<Row> {
  for (let start = 0; start < keys.length; start += ROWS_AT_ONCE) {
    const where = isOneOf(keys.slice(start, start + ROWS_AT_ONCE));
    yield* await inSnapshot((tx) => listContractRows(tx, actor, filter, where, ROWS_AT_ONCE));
  }
}

async function* readDeposits(actor: Actor, filter: RowFilter): AsyncGenerator<Row> {
  let where = afterDeposit({ deposit: null });
  for (;;) {
    const rows = await inSnapshot((tx) => listDepositRows(tx, actor, filter, where, ROWS_AT_ONCE));
    yield* rows;
    const payment = rows.at(-1)?.payment;
    if (!payment || rows.length < ROWS_AT_ONCE) return;
    const { paymentId, createdAt } = payment;
    where = afterDeposit({ deposit: { atMs: createdAt.getTime(), paymentId } });
  }
}

async function getSeal(tx: Tx, actor: Actor): Promise<Seal> {
  const [wallet] = await tx
    .select({ balance: accounts.balance, seq: accounts.seq, hash: accounts.lastHash })
    .from(accounts)
    .where(and(eq(accounts.kind, "wallet"), eq(accounts.owner, actor.userId)));
  return {
    balance: wallet ? toDecimal(wallet.balance) : "0",
    seq: wallet?.seq ?? 0,
    hash: wallet?.hash ? Buffer.from(wallet.hash).toString("hex") : "",
  };
}

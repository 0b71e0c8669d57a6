import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { accounts } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { isStaff } from "#lib/auth/staff";
import { csvLine } from "#lib/csv";
import { DomainError } from "#lib/errors";
import { CURRENCY, toDecimal } from "#lib/money";
import { now } from "#lib/time";
import { describeLine, describeRow } from "../describe-row.ts";
import {
  boundsOf,
  describeHistoryFilter,
  type HistoryFilter,
  NO_FILTER,
} from "../history-filter.ts";
import { afterBeside, afterDeposit } from "./history.ts";
import {
  type BesidePlace,
  listContractRows,
  listDepositRows,
  listWalletRows,
  type Row,
} from "./history-rows.ts";
import { mergeRows } from "./merge-rows.ts";
import { type BesideKind, besidesOf, type RowFilter } from "./row-filter.ts";
import { inSnapshot } from "./wallet.ts";
import { findEntries } from "./wallet-range.ts";

const ROWS_AT_ONCE = 200;
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
  if (isStaff(actor.role)) throw new DomainError("not_found");
  const { period, ...rest } = filter;
  const rowFilter = { ...rest, bounds: boundsOf(period, timeZone) };
  const seal = await inSnapshot((tx) => getSeal(tx, actor));
  const rows = mergeRows([
    readEntries(actor, rowFilter, seal.seq),
    ...besidesOf(actor, rowFilter).map((kind) => readContractRows(actor, kind, rowFilter)),
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
    state?.at ? `${state.text} ${day.format(state.at)}` : (state?.text ?? ""),
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
  let before: number | null = last + 1;
  while (before !== null) {
    const place: { before: number; limit: number } = { before, limit: ROWS_AT_ONCE };
    const { numbers, cutAt, rows } = await inSnapshot(async (tx) => {
      const page = await findEntries(tx, actor, filter, place);
      return { ...page, rows: await listWalletRows(tx, actor, filter, page.numbers) };
    });
    yield* rows;
    before = numbers.length === ROWS_AT_ONCE ? (numbers.at(-1) ?? null) : cutAt;
  }
}

/** Movements of one kind outside the wallet. */
async function* readContractRows(
  actor: Actor,
  kind: BesideKind,
  filter: RowFilter,
): AsyncGenerator<Row> {
  let place: BesidePlace[] = [];
  for (;;) {
    const where = afterBeside(kind, place);
    const rows = await inSnapshot((tx) =>
      listContractRows(tx, actor, kind, filter, where, ROWS_AT_ONCE),
    );
    yield* rows;
    const last = rows.at(-1)?.beside;
    if (!last || rows.length < ROWS_AT_ONCE) return;
    place = [last];
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

import { and, eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { accounts } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { CURRENCY, toDecimal } from "#lib/money";
import { now } from "#lib/time";
import { csvLine } from "./csv.ts";
import { describeLine, describeRow } from "./describe-row.ts";
import { listHistory } from "./list-history.ts";
import type { HistoryRow } from "./schema.ts";

const ROWS_AT_ONCE = 200;
/** Tells spreadsheets that the file is UTF-8. */
const BYTE_ORDER_MARK = "\ufeff";

const COLUMNS = [
  "Date (UTC)",
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

/**
 * The whole history as CSV, newest first, in pieces, so that any length fits into little memory. The first line after
 * the head is the seal: the wallet's balance and the hash of its last entry, which stands for all entries before it.
 * Throws `not_found` for admins, before the first piece.
 */
export async function exportHistory(actor: Actor): Promise<AsyncGenerator<string>> {
  if (actor.role === "admin") throw new DomainError("not_found");
  const seal = await getSeal(actor);
  return writeLines(actor, seal);
}

type Seal = { balance: string; seq: string; hash: string };

async function* writeLines(actor: Actor, seal: Seal): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(COLUMNS);
  yield csvLine([
    now().toISOString(),
    "Statement of this wallet, sealed by its last ledger entry",
    "",
    "",
    { number: "" },
    { number: "" },
    { number: "" },
    { number: seal.balance },
    CURRENCY,
    "",
    { number: seal.seq },
    seal.hash,
  ]);
  let cursor: string | undefined = `${Number(seal.seq) + 1}..`;
  while (cursor !== undefined) {
    const page = await listHistory(actor, { cursor, limit: ROWS_AT_ONCE });
    yield page.rows.map(lineOf).join("");
    cursor = page.nextCursor ?? undefined;
  }
}

function lineOf(row: HistoryRow): string {
  const { withWhom, state } = describeRow(row);
  return csvLine([
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

async function getSeal(actor: Actor): Promise<Seal> {
  const [wallet] = await getDb()
    .select({ balance: accounts.balance, seq: accounts.seq, hash: accounts.lastHash })
    .from(accounts)
    .where(and(eq(accounts.kind, "wallet"), eq(accounts.owner, actor.userId)));
  return {
    balance: wallet ? toDecimal(wallet.balance) : "0",
    seq: String(wallet?.seq ?? 0),
    hash: wallet?.hash ? Buffer.from(wallet.hash).toString("hex") : "",
  };
}

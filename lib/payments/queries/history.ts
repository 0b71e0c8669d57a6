import { and, eq, lt, or, type SQL } from "drizzle-orm";
import { entries, payments, transfers } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { momentAt } from "#lib/time";
import { boundsOf, type HistoryFilter, NO_FILTER } from "../history-filter.ts";
import type { HistoryRow } from "../schema.ts";
import {
  listContractRows,
  listDepositRows,
  listWalletRows,
  type Row,
  toHistoryRow,
} from "./history-rows.ts";
import { mergeRows } from "./merge-rows.ts";
import type { RowFilter } from "./row-filter.ts";
import { inSnapshot } from "./wallet.ts";

export const HISTORY_PAGE = 25;
const MAX_PAGE = 200;

export type HistoryPage = {
  readonly rows: readonly HistoryRow[];
  /** Pass it back for the next page; null on the last one. */
  readonly nextCursor: string | null;
};

/** Where each of the three streams stands; null for its beginning. */
export type Position = {
  readonly seq: number | null;
  readonly contract: { readonly atMs: number; readonly transferId: bigint } | null;
  readonly deposit: { readonly atMs: number; readonly paymentId: Id<"pay"> } | null;
};

export const START: Position = { seq: null, contract: null, deposit: null };

/**
 * Transactions, newest first. The wallet's entries come in the ledger's order, so each balance follows from the one
 * before. Movements outside the wallet stand between them, each with the balance of the entry before it. Periods are
 * those of `timeZone`. A cursor that cannot be read starts at the beginning. Throws `not_found` for admins, who have no
 * wallet.
 */
export async function listHistory(
  actor: Actor,
  options: {
    filter?: HistoryFilter;
    timeZone?: string;
    cursor?: string | undefined;
    limit?: number;
  } = {},
): Promise<HistoryPage> {
  if (actor.role === "admin") throw new DomainError("not_found");
  const { period, ...filter } = options.filter ?? NO_FILTER;
  const bounds = boundsOf(period, options.timeZone ?? "UTC");
  const limit = Math.min(options.limit ?? HISTORY_PAGE, MAX_PAGE);
  return readPage(actor, { ...filter, bounds }, parseCursor(options.cursor), limit);
}

/** One page from a position on. */
async function readPage(
  actor: Actor,
  filter: RowFilter,
  position: Position,
  limit: number,
): Promise<HistoryPage> {
  // One more row of each stream than is shown tells whether there is another page.
  const streams = await inSnapshot((tx) =>
    Promise.all([
      listWalletRows(tx, actor, filter, afterEntry(position), limit + 1),
      listContractRows(tx, actor, filter, afterContractRow(position), limit + 1),
      listDepositRows(tx, actor, filter, afterDeposit(position), limit + 1),
    ]),
  );
  const merged = await takeNewest(streams, limit + 1);
  const page = merged.slice(0, limit);
  return {
    rows: page.map(toHistoryRow),
    nextCursor: merged.length > limit ? formatCursor(page.reduce(advance, position)) : null,
  };
}

/** The first `count` rows of the streams together. */
async function takeNewest(streams: readonly Row[][], count: number): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of mergeRows(streams)) {
    if (rows.push(row) === count) break;
  }
  return rows;
}

function advance(position: Position, row: Row): Position {
  const atMs = row.at.getTime();
  if (row.entry) return { ...position, seq: row.entry.seq };
  if (row.transferId !== null) {
    return { ...position, contract: { atMs, transferId: row.transferId } };
  }
  if (!row.payment) return position;
  return { ...position, deposit: { atMs, paymentId: row.payment.paymentId } };
}

export function afterEntry({ seq }: Pick<Position, "seq">): SQL | undefined {
  return seq === null ? undefined : lt(entries.seq, seq);
}

function afterContractRow({ contract }: Position): SQL | undefined {
  if (!contract) return undefined;
  const at = new Date(contract.atMs);
  return or(
    lt(transfers.occurredAt, at),
    and(eq(transfers.occurredAt, at), lt(transfers.id, contract.transferId)),
  );
}

export function afterDeposit({ deposit }: Pick<Position, "deposit">): SQL | undefined {
  if (!deposit) return undefined;
  const at = new Date(deposit.atMs);
  return or(
    lt(payments.createdAt, at),
    and(eq(payments.createdAt, at), lt(payments.id, deposit.paymentId)),
  );
}

function formatCursor({ seq, contract, deposit }: Position): string {
  return [
    seq ?? "",
    contract ? `${contract.atMs}-${contract.transferId}` : "",
    deposit ? `${deposit.atMs}-${deposit.paymentId}` : "",
  ].join(".");
}

function parseCursor(cursor: string | undefined): Position {
  const match = /^(\d{0,15})\.(?:(\d{1,13})-(\d{1,18}))?\.(?:(\d{1,13})-(pay_\w+))?$/.exec(
    cursor ?? "",
  );
  if (!match) return START;
  const [, seq, contractAt, transferId, depositAt, paymentId] = match;
  if (!isMoment(contractAt) || !isMoment(depositAt)) return START;
  return {
    seq: seq ? Number(seq) : null,
    contract:
      contractAt && transferId
        ? { atMs: Number(contractAt), transferId: BigInt(transferId) }
        : null,
    deposit: isId("pay", paymentId) ? { atMs: Number(depositAt), paymentId } : null,
  };
}

/** A cursor's time, if it has one. */
function isMoment(ms: string | undefined): boolean {
  return ms === undefined || momentAt(Number(ms)) !== null;
}

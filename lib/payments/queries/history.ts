import { and, eq, lt, or, type SQL, sql } from "drizzle-orm";
import { milestones, payments } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { isStaff } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { momentAt } from "#lib/time";
import { boundsOf, type HistoryFilter, NO_FILTER } from "../history-filter.ts";
import type { HistoryRow } from "../history-views.ts";
import {
  BESIDE_TIMES,
  type BesidePlace,
  listContractRows,
  listDepositRows,
  listWalletRows,
  type Row,
  toHistoryRow,
} from "./history-rows.ts";
import { mergeRows } from "./merge-rows.ts";
import { BESIDE_KINDS, type BesideKind, besidesOf, type RowFilter } from "./row-filter.ts";
import { inSnapshot } from "./wallet.ts";
import { findEntries } from "./wallet-range.ts";

export const HISTORY_PAGE = 25;
const MAX_PAGE = 200;

export type HistoryPage = {
  readonly rows: readonly HistoryRow[];
  /** Pass it back for the next page; null on the last one. */
  readonly nextCursor: string | null;
  /** The search for one kind stopped before the page was full; `nextCursor` goes on with older transactions. */
  readonly isCut: boolean;
};

/** Where each of the streams stands; null, or without an entry, for its beginning. */
type Position = {
  readonly seq: number | null;
  readonly besides: readonly BesidePlace[];
  readonly deposit: { readonly atMs: number; readonly paymentId: Id<"pay"> } | null;
};

const START: Position = { seq: null, besides: [], deposit: null };

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
  if (isStaff(actor.role)) throw new DomainError("not_found");
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
  const { streams, cutAt } = await inSnapshot(async (tx) => {
    const place = { before: position.seq, limit: limit + 1 };
    const { numbers, cutAt } = await findEntries(tx, actor, filter, place);
    const streams = await Promise.all([
      listWalletRows(tx, actor, filter, numbers),
      ...besidesOf(actor, filter).map((kind) =>
        listContractRows(tx, actor, kind, filter, afterBeside(kind, position.besides), limit + 1),
      ),
      listDepositRows(tx, actor, filter, afterDeposit(position), limit + 1),
    ]);
    return { streams, cutAt };
  });
  // What stands below the entries that were read may have others of them above it.
  const known = cutAt === null ? streams : streams.map((rows) => rows.filter(isAbove(cutAt)));
  const merged = await takeNewest(known, limit + 1);
  const page = merged.slice(0, limit);
  const end = page.reduce(advance, position);
  const isCut = merged.length <= limit && cutAt !== null;
  return {
    rows: page.map(toHistoryRow),
    nextCursor: isCut
      ? formatCursor({ ...end, seq: cutAt })
      : merged.length > limit
        ? formatCursor(end)
        : null,
    isCut,
  };
}

function isAbove(seq: number): (row: Row) => boolean {
  return ({ position }) => position >= seq - 1;
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
  const { entry, beside, payment } = row;
  if (entry) return { ...position, seq: entry.seq };
  if (beside) {
    const others = position.besides.filter(({ kind }) => kind !== beside.kind);
    return { ...position, besides: [...others, beside] };
  }
  if (!payment) return position;
  return { ...position, deposit: { atMs: row.at.getTime(), paymentId: payment.paymentId } };
}

export function afterBeside(kind: BesideKind, places: readonly BesidePlace[]): SQL | undefined {
  const place = places.find((known) => known.kind === kind);
  if (!place) return undefined;
  const at = new Date(place.atMs).toISOString();
  return sql`(${BESIDE_TIMES[kind]}, ${milestones.contractId}, ${milestones.number})
    < (${at}::timestamptz, ${place.contractId}::text, ${place.milestoneNumber}::int)`;
}

export function afterDeposit({ deposit }: Pick<Position, "deposit">): SQL | undefined {
  if (!deposit) return undefined;
  const at = new Date(deposit.atMs);
  return or(
    lt(payments.createdAt, at),
    and(eq(payments.createdAt, at), lt(payments.id, deposit.paymentId)),
  );
}

function formatCursor({ seq, besides, deposit }: Position): string {
  return [
    seq ?? "",
    besides
      .map(({ kind, atMs, contractId, milestoneNumber: number }) =>
        [kind, atMs, contractId, number].join("-"),
      )
      .join("~"),
    deposit ? `${deposit.atMs}-${deposit.paymentId}` : "",
  ].join(".");
}

function parseCursor(cursor: string | undefined): Position {
  const match = /^(\d{0,15})\.([a-z0-9_~-]{0,160})\.(?:(\d{1,13})-(pay_\w+))?$/.exec(cursor ?? "");
  if (!match) return START;
  const [, seq, places, depositAt, paymentId] = match;
  const besides = (places ?? "").split("~").filter(Boolean).map(parseBeside);
  const known = besides.filter((place) => place !== null);
  if (known.length < besides.length || !isMoment(depositAt)) return START;
  return {
    seq: seq ? Number(seq) : null,
    besides: known,
    deposit: isId("pay", paymentId) ? { atMs: Number(depositAt), paymentId } : null,
  };
}

function parseBeside(text: string): BesidePlace | null {
  const [name, at = "", contractId, number = "1"] = text.split("-");
  const kind = BESIDE_KINDS.find((known) => known === name);
  if (!kind || !/^\d{1,13}$/.test(at) || !isMoment(at) || !isId("ctr", contractId)) return null;
  if (!/^\d{1,6}$/.test(number)) return null;
  return { kind, atMs: Number(at), contractId, milestoneNumber: Number(number) };
}

/** A cursor's time, if it has one. */
function isMoment(ms: string | undefined): boolean {
  return ms === undefined || momentAt(Number(ms)) !== null;
}

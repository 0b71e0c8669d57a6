import { and, between, desc, eq, type SQL } from "drizzle-orm";
import type { Reader } from "#db/client";
import { accounts, entries, transfers } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { type Happening, listPositions } from "#lib/ledger/queries";
import { hasKind, ledgerConditions, type RowFilter } from "./row-filter.ts";

/** Which entries of a wallet a page shows, by their numbers, the newest first. */
export type EntryPage = {
  readonly numbers: readonly number[];
  /** The lowest number that was looked at, when there are older ones that were not; null when the page is full. */
  readonly cutAt: number | null;
};

/** So many entries are read in search of one kind: no index knows kinds, and a wallet may have none of it. */
export const READ_MOST = 2000;

const NONE: EntryPage = { numbers: [], cutAt: null };

/**
 * The next entries of the wallet with the filter's rows, older than the entry `before` (null: from the end). Periods
 * and contracts are found by position, because the wallet's entries are in the order of time; kinds are looked for among
 * the next READ_MOST.
 */
export async function findEntries(
  reader: Reader,
  actor: Actor,
  filter: RowFilter,
  { before, limit }: { before: number | null; limit: number },
): Promise<EntryPage> {
  if (filter.kind && !hasKind(actor, filter.kind)) return NONE;
  const [wallet, among, bounds] = await Promise.all([
    getWalletAccount(reader, actor),
    filter.contractId ? numbersOf(reader, actor, filter.contractId) : null,
    filter.bounds ? boundsOf(reader, actor, filter.bounds) : null,
  ]);
  if (!wallet) return NONE;
  const end = before === null ? wallet.seq : before - 1;
  const highest = Math.min(end, bounds?.highest ?? end);
  const lowest = bounds?.lowest ?? 1;
  if (among) {
    const found = among.filter((number) => number <= highest && number >= lowest);
    return { numbers: found.sort((a, b) => b - a).slice(0, limit), cutAt: null };
  }
  if (!filter.kind) {
    const length = Math.max(0, Math.min(limit, highest - lowest + 1));
    return { numbers: Array.from({ length }, (_, back) => highest - back), cutAt: null };
  }
  const cutAt = Math.max(lowest, highest - READ_MOST + 1);
  const found = await reader
    .select({ seq: entries.seq })
    .from(entries)
    .innerJoin(transfers, eq(transfers.id, entries.transferId))
    .where(
      and(
        eq(entries.accountId, wallet.id),
        between(entries.seq, cutAt, highest),
        ledgerConditions(filter),
      ),
    )
    .orderBy(desc(entries.seq))
    .limit(limit);
  const numbers = found.map(({ seq }) => seq);
  return { numbers, cutAt: numbers.length < limit && cutAt > lowest ? cutAt : null };
}

async function getWalletAccount(reader: Reader, actor: Actor) {
  const [wallet] = await reader
    .select({ id: accounts.id, seq: accounts.seq })
    .from(accounts)
    .where(and(eq(accounts.kind, "wallet"), eq(accounts.owner, actor.userId)));
  return wallet ?? null;
}

async function boundsOf(
  reader: Reader,
  actor: Actor,
  { from, until }: NonNullable<RowFilter["bounds"]>,
): Promise<{ lowest: number; highest: number }> {
  const [first, end] = await positionsIn(reader, actor, [
    { at: from, transferId: BEFORE_ALL },
    { at: until, transferId: BEFORE_ALL },
  ]);
  return { lowest: (first ?? 0) + 1, highest: end ?? 0 };
}

/** Less than every number that a transfer gets. */
const BEFORE_ALL = 0n;

/** Where the movements of a contract's money stand in this wallet, or the entries before them. */
async function numbersOf(reader: Reader, actor: Actor, contractId: string): Promise<number[]> {
  const happened = await reader
    .select({ at: transfers.occurredAt, transferId: transfers.id })
    .from(accounts)
    .innerJoin(entries, eq(entries.accountId, accounts.id))
    .innerJoin(transfers, eq(transfers.id, entries.transferId))
    .where(and(eq(accounts.kind, "hold"), eq(accounts.owner, contractId)));
  return positionsIn(reader, actor, happened);
}

/** The numbers of the wallet's entries at these transfers, or before them. */
export async function numbersAt(
  reader: Reader,
  actor: Actor,
  where: SQL | undefined,
): Promise<number[]> {
  const happened = await reader
    .select({ at: transfers.occurredAt, transferId: transfers.id })
    .from(transfers)
    .where(where);
  return positionsIn(reader, actor, happened);
}

async function positionsIn(
  reader: Reader,
  { userId: owner }: Actor,
  happened: readonly Happening[],
): Promise<number[]> {
  const positions = await listPositions(reader, { kind: "wallet", owner }, happened);
  return positions.map(({ seq }) => seq);
}

import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { driverOf, type Reader } from "#db/client";
import { accounts, entries, transfers } from "#db/schema";
import { type Cents, cents, negateCents } from "#lib/money";
import type { AccountRef, EntryView, HoldView, TransferKind } from "./schema.ts";

/** What the account holds now; zero when it was never opened. */
export async function getBalance(reader: Reader, { kind, owner }: AccountRef): Promise<Cents> {
  const [account] = await reader
    .select({ balance: accounts.balance })
    .from(accounts)
    .where(and(eq(accounts.kind, kind), eq(accounts.owner, owner)));
  return account?.balance ?? cents(0);
}

/** What the owner owes, as a positive amount; zero when nothing. */
export async function getOwed(reader: Reader, owner: string): Promise<Cents> {
  const [account] = await reader
    .select({ balance: accounts.balance })
    .from(accounts)
    .where(and(eq(accounts.kind, "owed"), eq(accounts.owner, owner)));
  return account ? negateCents(account.balance) : cents(0);
}

/** The balance of an account that every posting touches: its checkpoint plus the entries since. */
export async function getSharedBalance(
  reader: Reader,
  { kind, owner }: { kind: "platform" | "external"; owner: string },
): Promise<Cents> {
  const [account] = await reader
    .select({ balance: sql<string>`ledger.balance(${accounts.id})` })
    .from(accounts)
    .where(and(eq(accounts.kind, kind), eq(accounts.owner, owner)));
  return cents(account?.balance ?? 0);
}

/** The terms and the remaining amount of one hold; null when nothing was ever held for it. */
export async function getHold(reader: Reader, holdFor: string): Promise<HoldView | null> {
  const [hold] = await reader
    .select({
      heldCents: accounts.held,
      releasedCents: accounts.released,
      refundedCents: accounts.refunded,
      remainingCents: accounts.balance,
    })
    .from(accounts)
    .where(and(eq(accounts.kind, "hold"), eq(accounts.owner, holdFor)));
  return hold ?? null;
}

export const MAX_ENTRIES = 200;

export type EntryFilter = {
  readonly kinds?: readonly TransferKind[];
  readonly from?: Date;
  readonly until?: Date;
  /** Only entries with a lower number: for the page after the last `seq` seen. */
  readonly beforeSeq?: number;
  /** At most `MAX_ENTRIES`. */
  readonly limit: number;
};

/** An account's entries, newest first, one bounded page. */
export async function listEntries(
  reader: Reader,
  account: AccountRef,
  filter: EntryFilter,
): Promise<EntryView[]> {
  const rows = await reader
    .select({
      seq: entries.seq,
      transferId: transfers.id,
      kind: transfers.kind,
      reference: transfers.reference,
      amountCents: entries.amount,
      balanceAfterCents: entries.balanceAfter,
      occurredAt: transfers.occurredAt,
      hash: entries.hash,
    })
    .from(accounts)
    .innerJoin(entries, eq(entries.accountId, accounts.id))
    .innerJoin(transfers, eq(transfers.id, entries.transferId))
    .where(
      and(
        eq(accounts.kind, account.kind),
        eq(accounts.owner, account.owner),
        ...conditions(filter),
      ),
    )
    .orderBy(desc(entries.seq))
    .limit(Math.min(filter.limit, MAX_ENTRIES));
  return rows.map(({ balanceAfterCents, hash, transferId, ...row }) => {
    if (balanceAfterCents === null || hash === null)
      throw new Error("A shared account has no statement");
    return { ...row, transferId: String(transferId), balanceAfterCents, hash: hex(hash) };
  });
}

function conditions({ kinds, from, until, beforeSeq }: EntryFilter): SQL[] {
  const all: SQL[] = [];
  if (kinds) all.push(inArray(transfers.kind, [...kinds]));
  if (from) all.push(gte(transfers.occurredAt, from));
  if (until) all.push(lt(transfers.occurredAt, until));
  if (beforeSeq !== undefined) all.push(lt(entries.seq, beforeSeq));
  return all;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/** When something happened. Within one millisecond its transfer's number decides; null comes after all of them. */
export type Happening = { readonly at: Date; readonly transferId: bigint | null };

export type Position = {
  /** The number of the last entry of the account before it; 0 before the first. */
  readonly seq: number;
  /** What the account held then, in minor units. */
  readonly balanceCents: Cents;
};

/** Greater than every number that a transfer gets. */
const AFTER_ALL = 2n ** 63n - 1n;

/**
 * Where happenings stand among an account's entries, in the order given. Each costs one look-up per binary digit of the
 * history's length. The later of two happenings never stands before the earlier.
 */
export async function listPositions(
  reader: Reader,
  { kind, owner }: AccountRef,
  happenings: readonly Happening[],
): Promise<Position[]> {
  if (happenings.length === 0) return [];
  const moments = arrayOf(happenings.map(({ at }) => at.toISOString()));
  const transfers = arrayOf(happenings.map(({ transferId }) => String(transferId ?? AFTER_ALL)));
  const rows = await driverOf(reader)<{ seq: string; balance: string }[]>`
    select position.seq, position.balance
    from unnest(${moments}::text::timestamptz[], ${transfers}::text::bigint[])
      with ordinality as happening (at, transfer_id, number)
    cross join lateral ledger.position_at(
      (select id from ledger.accounts where kind = ${kind} and owner = ${owner}),
      happening.at, happening.transfer_id) as position
    order by happening.number`;
  return rows.map(({ seq, balance }) => ({ seq: Number(seq), balanceCents: cents(balance) }));
}

/** PostgreSQL's notation. */
function arrayOf(values: readonly string[]): string {
  return `{${values.join(",")}}`;
}

import { and, asc, lte, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { getDb } from "#db/client";
import { entries } from "#db/schema";

/** Which transfers belong to the books: what was committed when they were begun. */
export type LedgerCut = {
  /** The highest number of a transfer. */
  readonly last: string;
  /** Numbers below it whose transfer was not committed, if there ever is one. */
  readonly missing: readonly string[];
};

/** Numbers are given at the insert, so only these last ones can be of transactions that are still under way. */
const RECENT = 10_000;

/** The cut at this moment, in one statement and so in one snapshot. */
export async function takeLedgerCut(): Promise<LedgerCut> {
  const [cut] = await getDb().execute<{ last: string; missing: string[] }>(sql`
    select newest.id::text as last, array(
      select number::text
      from generate_series(greatest(newest.id - ${RECENT - 1}::bigint, 1), newest.id) number
      where not exists (select from ledger.transfers t where t.id = number)
    ) as missing
    from (select coalesce(max(id), 0) as id from ledger.transfers) newest`);
  if (!cut) throw new Error("The ledger has no last transfer");
  return cut;
}

/**
 * The entries of a cut, in steps of at most `size` by their key: each is a subquery to read from. So no statement
 * reads more than one step, however large the ledger is.
 */
export async function* eachStep(cut: LedgerCut, size: number): AsyncGenerator<Step> {
  let last: Key | undefined;
  do {
    const step = stepBehind(last, cut, size);
    yield step;
    const { accountId, seq } = step;
    [last] = await getDb()
      .select({ accountId, seq })
      .from(step)
      .orderBy(asc(accountId), asc(seq))
      .offset(size - 1)
      .limit(1);
  } while (last);
}

type Key = { readonly accountId: bigint; readonly seq: number };
export type Step = ReturnType<typeof stepBehind>;

/** The condition that a transfer belongs to a cut, of a column that has its number. */
export function isWithin({ last, missing }: LedgerCut, transferId: AnyPgColumn): SQL | undefined {
  return and(
    lte(transferId, BigInt(last)),
    missing.length > 0
      ? sql`${transferId} <> all (${sql.param([...missing])}::bigint[])`
      : undefined,
  );
}

function stepBehind(last: Key | undefined, cut: LedgerCut, size: number) {
  const { accountId, seq, transferId, amount, balanceAfter, currency, hash } = entries;
  return getDb()
    .select({ accountId, seq, transferId, amount, balanceAfter, currency, hash })
    .from(entries)
    .where(
      and(
        isWithin(cut, transferId),
        last &&
          sql`(${accountId}, ${seq}) > (${String(last.accountId)}::bigint, ${String(last.seq)}::bigint)`,
      ),
    )
    .orderBy(asc(accountId), asc(seq))
    .limit(size)
    .as("step");
}

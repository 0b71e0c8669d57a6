import { and, type SQL, sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import { freelancerProfiles } from "#db/schema";
import type { Id } from "#lib/ids";

/*
 * The first freelancers of an order, without touching all who pass. Few who pass are found and sorted; of many, the first
 * come soon when all people are read in that order, for which each order has an index.
 */

/** So many people are read in order at first. Where a page of those who pass is not among them, these are few. */
const READ_FIRST = 800;
/** Of so many who pass, all are sorted: to find somebody by an index costs less than to test them one by one. */
const FEW_MOST = 6_000;
/** Of more, so many are read before that is given up: their order and what they have contradict each other. */
const READ_LATER = 4_000;

const { standing, completedCount, ratingHundredths, hourlyRateCents, userId } = freelancerProfiles;

/** Sorts after every rate that somebody names. */
const NO_RATE = sql.raw(String(Number.MAX_SAFE_INTEGER));

/**
 * The keys that people are sorted by, as `people_in_order` in the database has them: from high to low, then the newest
 * person. A person's id begins with the time at which it was made, so without a key the newest is first.
 */
const ORDERS = {
  standing: { key: sql`${standing}`, scope: undefined },
  proven: { key: sql`${standing}`, scope: sql`${completedCount} > 0` },
  rating: { key: sql`coalesce(${ratingHundredths}, 0)`, scope: undefined },
  rate: { key: sql`(- coalesce(${hourlyRateCents}, ${NO_RATE}))`, scope: undefined },
  newest: { key: sql`0`, scope: undefined },
  newcomers: { key: sql`0`, scope: sql`${completedCount} = 0` },
} as const;
type OrderName = keyof typeof ORDERS;

export type Place = { readonly key: number; readonly id: string };
export type Ordered = { readonly userId: Id<"usr">; readonly sortKey: number };
/** Who is wanted: those who pass, after a place. */
export type Part = {
  readonly condition: SQL | undefined;
  readonly after: Place | null;
  readonly limit: number;
  /** All who pass were counted, and are few. */
  readonly isFew: boolean;
};

/** The first ones of an order; exact, whichever way they are found. */
export async function firstInOrder(
  reader: Reader,
  order: OrderName,
  part: Part,
): Promise<readonly Ordered[]> {
  const { key, scope } = ORDERS[order];
  const scoped = { ...part, condition: and(part.condition, scope) };
  const read = async (most: number) => {
    const early = await readInOrder(reader, order, part, most);
    return early.length === part.limit ? early : null;
  };
  // What most people have is among the first ones. Its index would name them all, so it is not even asked.
  const found =
    (part.isFew ? null : await read(READ_FIRST)) ?? (await sortFew(reader, key, scoped));
  if (found) return found;
  const later = await read(READ_LATER);
  if (later) return later;
  // Sorting them reads less than going on.
  return (await sortAll(reader, key, scoped, null)).rows;
}

/** The first ones by any key, or null when more than FEW_MOST pass. */
export async function sortFew(
  reader: Reader,
  key: SQL,
  part: Part,
): Promise<readonly Ordered[] | null> {
  const { rows, found } = await sortAll(reader, key, part, FEW_MOST + 1);
  return found > FEW_MOST ? null : rows;
}

/** How many pass, up to `most`. */
export async function countUpTo(
  reader: Reader,
  condition: SQL | undefined,
  most: number,
): Promise<number> {
  const rows = await reader.execute<{ n: number }>(sql`
    with hits as materialized (select 1 from ${freelancerProfiles} where ${orAll(condition)})
    select count(*)::int as n from (select 1 from hits limit ${most}) bounded`);
  return rows[0]?.n ?? 0;
}

type Row = { user_id: Id<"usr">; sort_key: string };

/**
 * Finds who passes, up to `most`, and sorts them. The common table is planned as if all of it were wanted, so a limit
 * cannot lead away from the indexes of what is searched; and it is read no further than the limit.
 */
async function sortAll(
  reader: Reader,
  key: SQL,
  { condition, after, limit }: Part,
  most: number | null,
): Promise<{ rows: Ordered[]; found: number }> {
  const isAfter = after && sql`(${key}, ${userId}) < (${after.key}::bigint, ${after.id})`;
  const rows = await reader.execute<Row & { found: number }>(sql`
    with hits as materialized (
      select ${userId} as user_id, (${key})::bigint as sort_key
      from ${freelancerProfiles} where ${orAll(and(condition, isAfter ?? undefined))}),
    bounded as materialized (select * from hits limit ${most})
    select user_id, sort_key, (select count(*) from bounded)::int as found from bounded
    order by sort_key desc, user_id desc limit ${limit}`);
  return { rows: rows.map(toOrdered), found: rows[0]?.found ?? 0 };
}

/**
 * The first who pass among the first `read` of an order. Each person is looked up by id, however the planner would like
 * it, so they stay in that order, and nobody is looked up after the last one that is wanted.
 */
async function readInOrder(
  reader: Reader,
  order: OrderName,
  { condition, after, limit }: Part,
  read: number,
): Promise<Ordered[]> {
  const rows = await reader.execute<Row>(sql`
    select o.user_id, o.sort_key
    from people_in_order(${order}, ${after?.key ?? null}::bigint, ${after?.id ?? null}, ${read}) o,
      lateral (select 1 from ${freelancerProfiles}
        where ${userId} = o.user_id and ${orAll(condition)} offset 0) passes
    limit ${limit}`);
  return rows.map(toOrdered);
}

function orAll(condition: SQL | undefined): SQL {
  return condition ?? sql`true`;
}

function toOrdered({ user_id, sort_key }: Row): Ordered {
  return { userId: user_id, sortKey: Number(sort_key) };
}

import { and, count, desc, eq, gt, lt, type SQL, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { freelancerProfiles, savedPeople, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { getWorkRecord } from "#lib/contracts/queries/work-record";
import { COUNTED_MOST, SHOWN_MOST } from "#lib/paging";
import { getReputation, listReviews } from "#lib/reviews/queries";
import { getFreelancer } from "#lib/users/queries";
import { listActivePersonFilters, type PersonFilters, type PersonSort } from "../filters.ts";
import { mix, readMixCursor, writeMixCursor } from "../internal/mix.ts";
import type { PersonRowView, PersonView } from "../schema.ts";
import { passes, selectPersonRows, toRowView } from "./person-rows.ts";
import { rankOfText } from "./person-text.ts";

const PAGE_SIZE = 20;
const SHOWN_REVIEWS = 3;
/** Sorts after every rate that somebody names. */
const NO_RATE = Number.MAX_SAFE_INTEGER;

export type PeoplePage = {
  readonly rows: readonly PersonRowView[];
  /** All who match, not only those of this page; counted up to one more than `COUNTED_MOST`. */
  readonly total: number;
  /** Pass it as `after` for the next page; null on the last one. */
  readonly next: string | null;
  /** When nobody is found: the one filter whose removal would find the most; null when no single one helps. */
  readonly emptyBecause: EmptyBecause | null;
};
export type EmptyBecause = {
  readonly label: string;
  readonly without: PersonFilters;
  readonly wouldFind: number;
};
type PageOf = { readonly after?: string; readonly limit?: number };

/**
 * One page of the freelancers who want to be found and pass `filters`. Anyone may read; `actor` only adds what is theirs.
 * A cursor stays valid while people come and go; a made-up one counts as none.
 */
export async function listPeople(
  actor: Actor | null,
  filters: PersonFilters,
  page: PageOf = {},
  reader: Reader = getDb(),
): Promise<PeoplePage> {
  const limit = Math.min(Math.max(page.limit ?? PAGE_SIZE, 1), SHOWN_MOST);
  const total = await countPeople(reader, actor, filters);
  if (total === 0) {
    const emptyBecause = await findEmptyBecause(reader, actor, filters);
    return { rows: [], total, next: null, emptyBecause };
  }
  const list = filters.sort === "mixed" ? listMixed : listSorted;
  const found = await list(reader, actor, filters, { ...page, limit });
  return { ...found, total, emptyBecause: null };
}

/** A freelancer as opened beside the list. Public. Throws not_found, also before the profile is set up. */
export async function getPerson(
  actor: Actor | null,
  handle: string,
  reader: Reader = getDb(),
): Promise<PersonView> {
  const freelancer = await getFreelancer(handle);
  const { userId } = freelancer;
  const [reputation, record, reviews, savedCount] = await Promise.all([
    getReputation(userId, reader),
    getWorkRecord(userId, reader),
    listReviews(userId, { limit: SHOWN_REVIEWS }, reader),
    actor
      ? reader.$count(
          savedPeople,
          and(eq(savedPeople.userId, actor.userId), eq(savedPeople.freelancerId, userId)),
        )
      : 0,
  ]);
  return {
    freelancer,
    reputation,
    record,
    reviews: reviews.rows,
    viewer: {
      isOwn: actor?.userId === userId,
      isSaved: savedCount > 0,
      mayInvite: actor?.role === "client",
    },
  };
}

/** How many of these freelancers have set up their profile after `seenAt`, up to one more than `most`. */
export async function countPeopleSince(
  actor: Actor,
  filters: PersonFilters,
  { seenAt, most }: { seenAt: Date; most: number },
  reader: Reader = getDb(),
): Promise<number> {
  const some = reader
    .select({ userId: freelancerProfiles.userId })
    .from(freelancerProfiles)
    .innerJoin(users, eq(users.id, freelancerProfiles.userId))
    .where(and(eq(users.role, "freelancer"), gt(users.onboardedAt, seenAt), passes(actor, filters)))
    .limit(most + 1)
    .as("some");
  const [row] = await reader.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

/** Up to one more than `COUNTED_MOST`. */
async function countPeople(
  reader: Reader,
  actor: Actor | null,
  filters: PersonFilters,
): Promise<number> {
  const some = reader
    .select({ userId: freelancerProfiles.userId })
    .from(freelancerProfiles)
    .where(passes(actor, filters))
    .limit(COUNTED_MOST + 1)
    .as("some");
  const [row] = await reader.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

async function findEmptyBecause(
  reader: Reader,
  actor: Actor | null,
  filters: PersonFilters,
): Promise<EmptyBecause | null> {
  const found = await Promise.all(
    listActivePersonFilters(filters).map(async ({ label, without }) => ({
      label,
      without,
      wouldFind: await countPeople(reader, actor, without),
    })),
  );
  // Among equals the last one, so that a filter goes before the searched words.
  const helpful = found.filter(({ wouldFind }) => wouldFind > 0).reverse();
  return helpful.sort((a, b) => b.wouldFind - a.wouldFind)[0] ?? null;
}

type Found = Pick<PeoplePage, "rows" | "next">;
type Wanted = { readonly after?: string; readonly limit: number };

/** By one key from high to low, then the newest person. */
async function listSorted(
  reader: Reader,
  actor: Actor | null,
  filters: PersonFilters,
  { after, limit }: Wanted,
): Promise<Found> {
  const key = keyOf(filters.sort, filters.q);
  const { userId } = freelancerProfiles;
  const cursor = /^(-?\d{1,16})~(usr_[0-9a-z]{26})$/.exec(after ?? "");
  const isAfter = cursor
    ? sql`(${key}, ${userId}) < (${cursor[1]}::bigint, ${cursor[2]})`
    : undefined;
  const found = await selectPersonRows(reader, actor, key)
    .where(and(passes(actor, filters), isAfter))
    .orderBy(desc(key), desc(userId))
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map((row) => toRowView(row, actor)),
    next: last ? `${last.sortKey}~${last.userId}` : null,
  };
}

function keyOf(sort: PersonSort, q: string): SQL {
  const { ratingHundredths, hourlyRateCents } = freelancerProfiles;
  switch (sort) {
    case "match":
      return rankOfText(q);
    case "rating":
      return sql`coalesce(${ratingHundredths}, 0)::bigint`;
    case "rate":
      return sql`-coalesce(${hourlyRateCents}, ${NO_RATE}::bigint)`;
    case "mixed":
      return sql`${freelancerProfiles.standing}::bigint`;
    case "newest":
      // A person's id begins with the time at which it was made.
      return sql`0::bigint`;
  }
}

/** Two lists in one: those with finished work, best first, and newcomers, newest first (see mix.ts). */
async function listMixed(
  reader: Reader,
  actor: Actor | null,
  filters: PersonFilters,
  { after, limit }: Wanted,
): Promise<Found> {
  const { userId, standing, completedCount } = freelancerProfiles;
  const cursor = readMixCursor(after);
  const { proven: lastProven, newcomer: lastNewcomer } = cursor;
  const [proven, newcomers] = await Promise.all([
    selectPersonRows(reader, actor, sql`${standing}`)
      .where(
        and(
          passes(actor, filters),
          gt(completedCount, 0),
          lastProven
            ? sql`(${standing}, ${userId}) < (${lastProven.key}, ${lastProven.id})`
            : undefined,
        ),
      )
      .orderBy(desc(standing), desc(userId))
      .limit(limit + 1),
    selectPersonRows(reader, actor, sql`0`)
      .where(
        and(
          passes(actor, filters),
          eq(completedCount, 0),
          lastNewcomer ? lt(userId, lastNewcomer.id) : undefined,
        ),
      )
      .orderBy(desc(userId))
      .limit(limit + 1),
  ]);
  const mixed = mix(proven, newcomers, limit);
  const next = mixed.isLast ? null : writeMixCursor(mixed, cursor);
  return { rows: mixed.rows.map((row) => toRowView(row, actor)), next };
}

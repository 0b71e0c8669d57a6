import { and, count, eq, gt } from "drizzle-orm";
import { getDb, planningEach, type Reader } from "#db/client";
import { freelancerProfiles, savedPeople, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { getWorkRecord } from "#lib/contracts/queries/work-record";
import { COUNTED_MOST, SHOWN_MOST } from "#lib/paging";
import { getReputation, listReviews } from "#lib/reviews/queries";
import { getFreelancer } from "#lib/users/queries";
import { listActivePersonFilters, type PersonFilters, type PersonSort } from "../filters.ts";
import { mix, readMixCursor, writeMixCursor } from "../internal/mix.ts";
import type { PersonRowView, PersonView } from "../schema.ts";
import { firstMatching } from "./best-match.ts";
import { countUpTo, firstInOrder, type Ordered, type Part, type Place } from "./in-order.ts";
import { listPersonRows, passes } from "./person-rows.ts";

const PAGE_SIZE = 20;
const SHOWN_REVIEWS = 3;

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
  const list = (reader: Reader) => listPage(actor, filters, page, reader);
  return listActivePersonFilters(filters).length === 0 ? list(reader) : planningEach(reader, list);
}

async function listPage(
  actor: Actor | null,
  filters: PersonFilters,
  page: PageOf,
  reader: Reader,
): Promise<PeoplePage> {
  const limit = Math.min(Math.max(page.limit ?? PAGE_SIZE, 1), SHOWN_MOST);
  const total = await countPeople(reader, actor, filters);
  if (total === 0) {
    const emptyBecause = await findEmptyBecause(reader, actor, filters);
    return { rows: [], total, next: null, emptyBecause };
  }
  const { sort } = filters;
  const wanted = { ...page, limit, isFew: total <= COUNTED_MOST };
  const found =
    sort === "mixed"
      ? await listMixed(reader, actor, filters, wanted)
      : await listSorted(reader, actor, filters, sort, wanted);
  return { ...found, total, emptyBecause: null };
}

/** A freelancer as opened beside the list. Public. Throws not_found, also before the profile is set up. */
export async function getPerson(
  actor: Actor | null,
  handle: string,
  reader: Reader = getDb(),
): Promise<PersonView> {
  const freelancer = await getFreelancer(handle, actor);
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
  return planningEach(reader, async (reader) => {
    const some = reader
      .select({ userId: freelancerProfiles.userId })
      .from(freelancerProfiles)
      .innerJoin(users, eq(users.id, freelancerProfiles.userId))
      .where(
        and(eq(users.role, "freelancer"), gt(users.onboardedAt, seenAt), passes(actor, filters)),
      )
      .limit(most + 1)
      .as("some");
    const [row] = await reader.select({ n: count() }).from(some);
    return row?.n ?? 0;
  });
}

/** Up to one more than `COUNTED_MOST`. */
function countPeople(reader: Reader, actor: Actor | null, filters: PersonFilters): Promise<number> {
  return countUpTo(reader, passes(actor, filters), COUNTED_MOST + 1);
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
type Wanted = Pick<Part, "limit" | "isFew"> & { readonly after?: string };

/** By one key from high to low, then the newest person. */
async function listSorted(
  reader: Reader,
  actor: Actor | null,
  filters: PersonFilters,
  sort: Exclude<PersonSort, "mixed">,
  { after, limit, isFew }: Wanted,
): Promise<Found> {
  const condition = passes(actor, filters);
  const part = { condition, after: readPlace(after), limit: limit + 1, isFew };
  const found =
    sort === "match"
      ? await firstMatching(reader, filters.q, part)
      : await firstInOrder(reader, sort, part);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    rows: await listPersonRows(reader, actor, shown.map(idOf)),
    next: last ? `${last.sortKey}~${last.userId}` : null,
  };
}

function readPlace(after: string | undefined): Place | null {
  const [, key, id] = /^(-?\d{1,16})~(usr_[0-9a-z]{26})$/.exec(after ?? "") ?? [];
  return id === undefined ? null : { key: Number(key), id };
}

const idOf = ({ userId }: Ordered) => userId;

/** Two lists in one: those with finished work, best first, and newcomers, newest first (see mix.ts). */
async function listMixed(
  reader: Reader,
  actor: Actor | null,
  filters: PersonFilters,
  { after, limit, isFew }: Wanted,
): Promise<Found> {
  const cursor = readMixCursor(after);
  const part = { condition: passes(actor, filters), limit: limit + 1, isFew };
  const [proven, newcomers] = await Promise.all([
    firstInOrder(reader, "proven", { ...part, after: cursor.proven }),
    firstInOrder(reader, "newcomers", { ...part, after: cursor.newcomer }),
  ]);
  const mixed = mix(proven, newcomers, limit);
  const next = mixed.isLast ? null : writeMixCursor(mixed, cursor);
  return { rows: await listPersonRows(reader, actor, mixed.rows.map(idOf)), next };
}

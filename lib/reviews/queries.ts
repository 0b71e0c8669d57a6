import { and, asc, count, eq, or, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { afterRow, byOrder } from "#db/keyset";
import { clientProfiles, contracts, jobs, reviews, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { toPage } from "#lib/paging";
import type { ContractReviewView, ReputationView, ReviewPage } from "./schema.ts";

const PAGE = 10;
const NEWEST = { table: reviews, id: reviews.id, keys: [sql`${reviews.createdAt}`] } as const;

/** The summary of all reviews of a person. Public; all zero for a person who has none. */
export async function getReputation(
  userId: Id<"usr">,
  reader: Reader = getDb(),
): Promise<ReputationView> {
  const withStars = (stars: number) =>
    sql<number>`(count(*) filter (where ${reviews.rating} = ${stars}))::int`;
  const [row] = await reader
    .select({
      average: sql<number | null>`round(avg(${reviews.rating}), 2)::float8`,
      count: count(),
      five: withStars(5),
      four: withStars(4),
      three: withStars(3),
      two: withStars(2),
      one: withStars(1),
    })
    .from(reviews)
    .where(eq(reviews.subjectId, userId));
  if (!row) throw new Error("Reviews could not be counted");
  const { average, five, four, three, two, one } = row;
  return { average, count: row.count, distribution: [five, four, three, two, one] };
}

/** The reviews of a person, newest first, each with its job. Public. One page, with their total. */
export async function listReviews(
  userId: Id<"usr">,
  { after, limit = PAGE }: { after?: string | undefined; limit?: number } = {},
  reader: Reader = getDb(),
): Promise<ReviewPage> {
  const isAbout = eq(reviews.subjectId, userId);
  const [found, total] = await Promise.all([
    reader
      .select({
        reviewId: reviews.id,
        rating: reviews.rating,
        text: reviews.text,
        createdAt: reviews.createdAt,
        jobId: jobs.id,
        jobTitle: jobs.title,
        author: {
          name: sql<string>`coalesce(${clientProfiles.companyName}, ${users.name})`,
          handle: users.handle,
        },
      })
      .from(reviews)
      .innerJoin(contracts, eq(contracts.id, reviews.contractId))
      .innerJoin(jobs, eq(jobs.id, contracts.jobId))
      .innerJoin(users, eq(users.id, reviews.authorId))
      .leftJoin(clientProfiles, eq(clientProfiles.userId, reviews.authorId))
      .where(and(isAbout, afterRow(NEWEST, after)))
      .orderBy(...byOrder(NEWEST))
      .limit(limit + 1),
    reader.$count(reviews, isAbout),
  ]);
  return toPage(found, { limit, total, idOf: ({ reviewId }) => reviewId });
}

/** The reviews that the parties of a contract left, oldest first. Throws not_found for everyone else. */
export async function listContractReviews(
  actor: Actor,
  contractId: string,
  reader: Reader = getDb(),
): Promise<ContractReviewView[]> {
  if (!isId("ctr", contractId)) throw new DomainError("not_found");
  const rows = await reader
    .select({
      reviewId: reviews.id,
      authorId: reviews.authorId,
      rating: reviews.rating,
      text: reviews.text,
      createdAt: reviews.createdAt,
    })
    .from(contracts)
    .leftJoin(reviews, eq(reviews.contractId, contracts.id))
    .where(
      and(
        eq(contracts.id, contractId),
        or(eq(contracts.clientId, actor.userId), eq(contracts.freelancerId, actor.userId)),
      ),
    )
    .orderBy(asc(reviews.createdAt));
  if (rows.length === 0) throw new DomainError("not_found");
  return rows.flatMap(({ reviewId, authorId, rating, text, createdAt }) =>
    reviewId && authorId && rating !== null && text !== null && createdAt
      ? [{ reviewId, authorId, rating, text, createdAt }]
      : [],
  );
}

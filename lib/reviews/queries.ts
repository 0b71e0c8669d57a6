import { and, asc, count, eq, isNotNull, or, type SQL, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { afterRow, byOrder } from "#db/keyset";
import { clientProfiles, contracts, jobs, reviews, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { toPage } from "#lib/paging";
import type { ContractReviewView, ReputationView, ReviewAnswer, ReviewPage } from "./schema.ts";

const PAGE = 10;
const NEWEST = { table: reviews, id: reviews.id, keys: [sql`${reviews.visibleAt}`] } as const;

/** What everyone may read: it has appeared, and no moderator hides it. Every other reader of reviews asks this or `isVisibleTo`. */
export const isVisible = and(isNotNull(reviews.visibleAt), eq(reviews.isHidden, false));

/** What this person may read: what has appeared, and what they wrote. */
export function isVisibleTo(userId: Id<"usr">): SQL | undefined {
  return or(isVisible, eq(reviews.authorId, userId));
}

function answerOf({
  answer,
  answeredAt,
}: Pick<typeof reviews.$inferSelect, "answer" | "answeredAt">): ReviewAnswer | null {
  return answer !== null && answeredAt ? { text: answer, at: answeredAt } : null;
}

/** The summary of all reviews of a person that have appeared. Public; all zero for a person who has none. */
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
    .where(and(eq(reviews.subjectId, userId), isVisible));
  if (!row) throw new Error("Reviews could not be counted");
  const { average, five, four, three, two, one } = row;
  return { average, count: row.count, distribution: [five, four, three, two, one] };
}

/** The reviews of a person that have appeared, newest first, each with its job and its answer. Public. One page, with their total. */
export async function listReviews(
  userId: Id<"usr">,
  { after, limit = PAGE }: { after?: string | undefined; limit?: number } = {},
  reader: Reader = getDb(),
): Promise<ReviewPage> {
  const isAbout = and(eq(reviews.subjectId, userId), isVisible);
  const [found, total] = await Promise.all([
    reader
      .select({
        reviewId: reviews.id,
        rating: reviews.rating,
        text: reviews.text,
        createdAt: reviews.createdAt,
        answer: reviews.answer,
        answeredAt: reviews.answeredAt,
        jobId: jobs.id,
        jobTitle: jobs.title,
        author: {
          userId: users.id,
          name: sql<string>`coalesce(${clientProfiles.companyName}, ${users.name})`,
          handle: users.handle,
          isClient: sql<boolean>`${contracts.clientId} = ${reviews.authorId}`,
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
  const shown = found.map(({ answer, answeredAt, ...review }) => ({
    ...review,
    answer: answerOf({ answer, answeredAt }),
  }));
  return toPage(shown, { limit, total, idOf: ({ reviewId }) => reviewId });
}

/**
 * The reviews of a contract that this party may read, oldest first: their own, and the other side's once it has appeared.
 * Throws not_found for everyone else.
 */
export async function listContractReviews(
  actor: Actor,
  contractId: string,
  reader: Reader = getDb(),
): Promise<ContractReviewView[]> {
  if (!isId("ctr", contractId)) throw new DomainError("not_found");
  const rows = await reader
    .select({ review: reviews })
    .from(contracts)
    .leftJoin(reviews, and(eq(reviews.contractId, contracts.id), isVisibleTo(actor.userId)))
    .where(
      and(
        eq(contracts.id, contractId),
        or(eq(contracts.clientId, actor.userId), eq(contracts.freelancerId, actor.userId)),
      ),
    )
    .orderBy(asc(reviews.createdAt));
  if (rows.length === 0) throw new DomainError("not_found");
  return rows.flatMap(({ review }) => (review ? [toContractReview(review)] : []));
}

function toContractReview(review: typeof reviews.$inferSelect): ContractReviewView {
  const { id: reviewId, authorId, rating, text, createdAt, visibleAt } = review;
  const isVisible = visibleAt !== null;
  return { reviewId, authorId, rating, text, createdAt, isVisible, answer: answerOf(review) };
}

import type { ReactNode } from "react";
import { ReportLink } from "#components/layout/report-link";
import { EmptyState } from "#components/ui/empty-state";
import { type Fact, Facts } from "#components/ui/facts";
import { Link } from "#components/ui/link";
import { LoadMore } from "#components/ui/load-more";
import { Rating, RatingDistribution } from "#components/ui/rating";
import { Section } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { ReputationView, ReviewPage, ReviewView } from "#lib/reviews/schema";
import { HowRated } from "./how-rated.tsx";
import { ReviewAnswered } from "./review-answered.tsx";

/** What others wrote about a person, each with its job and its answer; how the stars are distributed; and what can be counted. */
export function Reviews({
  address,
  name,
  reputation,
  page,
  isFirst,
  viewerId,
  facts,
  counted,
}: {
  /** Of the profile. */
  address: `/freelancers/${string}` | `/clients/${string}`;
  name: string;
  reputation: ReputationView;
  page: ReviewPage;
  isFirst: boolean;
  /** Nobody reports what they wrote themselves. */
  viewerId: string | null;
  /** What the ledger and the history of contracts say. */
  facts: readonly Fact[];
  /** How each of the facts is counted, as items of a list. */
  counted: ReactNode;
}) {
  return (
    <Section title="Reviews" id="reviews" className="mt-14">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-14 gap-y-8 border-t border-line pt-7 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="lg:order-last">
          {reputation.average !== null && (
            <>
              <Rating value={reputation.average} count={reputation.count} size="lg" />
              <RatingDistribution counts={reputation.distribution} className="mt-4 mb-6" />
            </>
          )}
          <Facts facts={facts} isNarrow />
          <HowRated reputation={reputation}>{counted}</HowRated>
        </div>
        <div className="min-w-0">
          {reputation.average === null ? (
            <EmptyState title="No reviews yet">
              Only somebody who has worked with <bdi>{name}</bdi> here can write one, once the
              contract is over.
            </EmptyState>
          ) : (
            <Listed address={address} page={page} isFirst={isFirst} viewerId={viewerId} />
          )}
        </div>
      </div>
    </Section>
  );
}

function Listed({
  address,
  page,
  isFirst,
  viewerId,
}: {
  address: `/freelancers/${string}` | `/clients/${string}`;
  page: ReviewPage;
  isFirst: boolean;
  viewerId: string | null;
}) {
  return (
    <>
      <ol className="divide-y divide-line">
        {page.rows.map((review) => (
          <Review key={review.reviewId} review={review} isOwn={review.author.userId === viewerId} />
        ))}
      </ol>
      {(page.next !== null || !isFirst) && (
        <LoadMore
          href={page.next === null ? null : `${address}?reviews=${page.next}`}
          firstHref={isFirst ? null : address}
          shown={page.rows.length}
          total={page.total}
          noun="reviews"
        />
      )}
    </>
  );
}

function Review({ review, isOwn }: { review: ReviewView; isOwn: boolean }) {
  const { author, answer } = review;
  const place = author.isClient ? "clients" : "freelancers";
  return (
    <li className="pb-6 not-first:pt-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="min-w-0 font-text text-base font-semibold tracking-normal">
          <Link href={`/jobs/${review.jobId}`} className="hover:underline">
            <bdi>{review.jobTitle}</bdi>
          </Link>
        </h3>
        <Rating value={review.rating} />
      </div>
      <blockquote dir="auto" className="prose-text mt-2 font-display text-lg leading-relaxed">
        {review.text}
      </blockquote>
      <p className="mt-2 text-sm text-ink-2">
        <Link href={`/${place}/${author.handle}`} className="link">
          <bdi>{author.name}</bdi>
        </Link>
        , <Time at={review.createdAt} format="date" />
      </p>
      {answer && <ReviewAnswered answer={answer} />}
      {!isOwn && <ReportLink subject={review.reviewId} what="this review" />}
    </li>
  );
}

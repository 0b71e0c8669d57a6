import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { LoadMore } from "#components/ui/load-more";
import { Rating, RatingDistribution } from "#components/ui/rating";
import { Section } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { ReputationView, ReviewPage, ReviewView } from "#lib/reviews/schema";

/** Clients' reviews, each with its job, and how the stars are distributed. */
export function Reviews({
  handle,
  name,
  reputation,
  page,
  isFirst,
}: {
  handle: string;
  name: string;
  reputation: ReputationView;
  page: ReviewPage;
  isFirst: boolean;
}) {
  const { average, distribution } = reputation;
  const address = `/freelancers/${handle}` as const;
  if (average === null) {
    return (
      <Section title="Reviews" id="reviews" className="mt-14">
        <EmptyState title="No reviews yet">
          A client can review <bdi>{name}</bdi> once a job is completed and paid. Nobody else can.
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section title="Reviews" id="reviews" className="mt-14">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-14 gap-y-8 border-t border-line pt-7 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="lg:order-last">
          <Rating value={average} count={reputation.count} size="lg" />
          <RatingDistribution counts={distribution} className="mt-4" />
        </div>
        <div className="min-w-0">
          <ol className="divide-y divide-line">
            {page.rows.map((review) => (
              <Review key={review.reviewId} review={review} />
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
        </div>
      </div>
    </Section>
  );
}

function Review({ review }: { review: ReviewView }) {
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
        <Link href={`/clients/${review.author.handle}`} className="link">
          <bdi>{review.author.name}</bdi>
        </Link>
        , <Time at={review.createdAt} format="date" />
      </p>
    </li>
  );
}

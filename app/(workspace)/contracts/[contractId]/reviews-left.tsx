import { ReviewAnswered } from "#components/reviews/review-answered";
import { ActionForm } from "#components/ui/action-form";
import { Field, FieldGroup } from "#components/ui/field";
import { Rating } from "#components/ui/rating";
import { RatingInput } from "#components/ui/rating-input";
import { Section } from "#components/ui/section";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { Time } from "#components/ui/time";
import type { ContractView } from "#lib/contracts/contract-views";
import { type ContractReviewView, REVIEW_MAX } from "#lib/reviews/schema";
import { isolate } from "#lib/text";
import { answerReviewAction, leaveReviewAction } from "./actions.ts";

/** What both sides of a finished contract say of each other: the viewer's review or the form for it, and the other's. */
export function ReviewsLeft({
  contract,
  reviews,
}: {
  contract: ContractView;
  reviews: readonly ContractReviewView[];
}) {
  const { viewer, client, freelancer, refusals } = contract;
  const [own, other] = viewer === "client" ? [client, freelancer] : [freelancer, client];
  const written = reviews.find((review) => review.authorId === own.userId);
  const received = reviews.find((review) => review.authorId === other.userId);
  return (
    <>
      {written && (
        <Section title="Your review">
          <Review review={written} />
          {!written.isVisible && <NotYet contract={contract} otherName={other.name} />}
          {written.answer && <ReviewAnswered answer={written.answer} />}
        </Section>
      )}
      {!written && refusals.review === null && (
        <ReviewForm contract={contract} otherName={other.name} />
      )}
      {received && (
        <Section title={`${isolate(other.name)}’s review`}>
          <Review review={received} />
          {received.answer ? (
            <ReviewAnswered answer={received.answer} />
          ) : (
            <AnswerForm review={received} />
          )}
        </Section>
      )}
    </>
  );
}

function Review({ review }: { review: ContractReviewView }) {
  return (
    <>
      <p className="flex items-center gap-4 text-sm text-ink-3">
        <Rating value={review.rating} />
        <Time at={review.createdAt} format="date" />
      </p>
      <p dir="auto" className="prose-text mt-2">
        {review.text}
      </p>
    </>
  );
}

function NotYet({ contract, otherName }: { contract: ContractView; otherName: string }) {
  return (
    <p className="measure mt-3 text-sm text-ink-2">
      Only you see it so far. It appears when {isolate(otherName)} has written theirs as well
      <EndOfTime contract={contract} />.
    </p>
  );
}

function EndOfTime({ contract: { reviewsEndAt } }: { contract: ContractView }) {
  return (
    reviewsEndAt && (
      <>
        , or on <Time at={reviewsEndAt} format="date" inline />
      </>
    )
  );
}

function ReviewForm({ contract, otherName }: { contract: ContractView; otherName: string }) {
  return (
    <Section
      title={`How was working with ${isolate(otherName)}?`}
      note={
        <>
          Your review appears on their public profile, with this job and your name, once they have
          written theirs as well
          <EndOfTime contract={contract} />. Until then neither of you sees the other’s.
        </>
      }
    >
      <ActionForm action={leaveReviewAction}>
        <input type="hidden" name="contractId" value={contract.contractId} />
        <FieldGroup name="rating" label="Rating">
          <RatingInput />
        </FieldGroup>
        <Field name="text" label="Review" help="What went well, and what others should know.">
          <Textarea rows={5} maxLength={REVIEW_MAX} />
        </Field>
        <SubmitButton pendingLabel="Publishing…" className="sm:self-start">
          Publish the review
        </SubmitButton>
      </ActionForm>
    </Section>
  );
}

function AnswerForm({ review }: { review: ContractReviewView }) {
  return (
    <details className="mt-3">
      <summary className="link inline-block text-sm">Answer it</summary>
      <ActionForm action={answerReviewAction} className="mt-3">
        <input type="hidden" name="reviewId" value={review.reviewId} />
        <Field
          name="answer"
          label="Your answer"
          help="Everyone reads it below the review. You can answer once, and not change it."
        >
          <Textarea rows={4} maxLength={REVIEW_MAX} />
        </Field>
        <SubmitButton variant="plain" pendingLabel="Publishing…" className="sm:self-start">
          Publish the answer
        </SubmitButton>
      </ActionForm>
    </details>
  );
}

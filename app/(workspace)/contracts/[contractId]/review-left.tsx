import { ActionForm } from "#components/ui/action-form";
import { Field, FieldGroup } from "#components/ui/field";
import { Rating } from "#components/ui/rating";
import { RatingInput } from "#components/ui/rating-input";
import { Section } from "#components/ui/section";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { Time } from "#components/ui/time";
import type { ContractView } from "#lib/contracts/schema";
import { type ContractReviewView, REVIEW_MAX } from "#lib/reviews/schema";
import { isolate } from "#lib/text";
import { leaveReviewAction } from "./actions.ts";

/** The review of a completed contract, or for its client the form that leaves one. */
export function ReviewLeft({
  contract,
  reviews,
}: {
  contract: ContractView;
  reviews: readonly ContractReviewView[];
}) {
  const { contractId, client, freelancer, viewer, refusals } = contract;
  const left = reviews.find((review) => review.authorId === client.userId);
  if (left) {
    return (
      <Section title={viewer === "client" ? "Your review" : `${isolate(client.name)}’s review`}>
        <p className="flex items-center gap-4 text-sm text-ink-3">
          <Rating value={left.rating} />
          <Time at={left.createdAt} format="date" />
        </p>
        <p dir="auto" className="prose-text mt-2">
          {left.text}
        </p>
      </Section>
    );
  }
  if (refusals.review !== null) {
    return (
      <p className="text-sm text-ink-2">
        <bdi>{client.name}</bdi> can still leave a review of your work.
      </p>
    );
  }
  return (
    <Section
      title={`How was working with ${isolate(freelancer.name)}?`}
      note="Your review appears on their public profile, with this job and your name."
    >
      <ActionForm action={leaveReviewAction}>
        <input type="hidden" name="contractId" value={contractId} />
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

import { Time } from "#components/ui/time";
import type { ReviewAnswer } from "#lib/reviews/schema";

/** What the person whom a review is about says to it, below the review. */
export function ReviewAnswered({ answer }: { answer: ReviewAnswer }) {
  return (
    <div className="mt-3 border-l-2 border-line pl-4">
      <p className="text-sm text-ink-3">
        Answer, <Time at={answer.at} format="date" />
      </p>
      <p dir="auto" className="prose-text mt-0.5">
        {answer.text}
      </p>
    </div>
  );
}

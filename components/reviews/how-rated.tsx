import type { ReactNode } from "react";
import type { ReputationView } from "#lib/reviews/schema";

/** How the rating is computed from the stars beside it, and how each fact is counted. */
export function HowRated({
  reputation,
  children,
}: {
  reputation: ReputationView;
  /** Of the facts, as items of a list. */
  children: ReactNode;
}) {
  return (
    <details className="mt-2 text-sm text-ink-2">
      <summary className="link inline-block">How this is counted</summary>
      <ul className="measure mt-2 list-disc space-y-1.5 pl-5">
        {reputation.average !== null && (
          <li>Rating: the mean of all reviews shown here, {meanText(reputation)}.</li>
        )}
        <li>
          Reviews: both sides of a finished contract can write one for 14 days. Neither sees the
          other’s before both are there or the days are over; then they appear together.
        </li>
        {children}
      </ul>
    </details>
  );
}

/** "(5 × 9 + 4 × 3) ÷ 12 = 4.75" */
function meanText({ average, count, distribution }: ReputationView): string {
  const terms = distribution
    .map((given, index) => ({ given, stars: 5 - index }))
    .filter(({ given }) => given > 0)
    .map(({ given, stars }) => `${stars} × ${given}`);
  return `(${terms.join(" + ")}) ÷ ${count} = ${average?.toFixed(2)}`;
}

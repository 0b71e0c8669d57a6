"use no memo";

import { cn } from "./cn.tsx";

const STAR = "M10 1.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8L1.6 7.7l5.8-.8z";
const STARS = [0, 20, 40, 60, 80];

/** Five stars, filled to `value`, with the number as text. */
export function Rating({
  value,
  count,
  size = "md",
  className,
}: {
  /** 1 to 5, including fractions. */
  value: number;
  /** From how many reviews. */
  count?: number;
  size?: "md" | "lg";
  className?: string;
}) {
  const text = Number.isInteger(value) && count === undefined ? String(value) : value.toFixed(1);
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", className)}>
      <svg
        viewBox="0 0 100 20"
        aria-hidden="true"
        className={cn("flex-none", size === "lg" ? "h-5 w-[100px]" : "h-3.5 w-[70px]")}
      >
        <g className="fill-none stroke-edge" strokeWidth="1.4">
          <Stars />
        </g>
        <svg
          width={Math.max(0, Math.min(100, value * 20))}
          height="20"
          aria-hidden="true"
          className="fill-ink"
        >
          <Stars />
        </svg>
      </svg>
      <span className={cn("num font-semibold", size === "md" && "text-sm")}>{text}</span>
      <span className="sr-only">out of 5</span>
      {count !== undefined && (
        <span className="num text-sm text-ink-3">
          {count} {count === 1 ? "review" : "reviews"}
        </span>
      )}
    </span>
  );
}

function Stars() {
  return STARS.map((x) => <path key={x} d={STAR} transform={`translate(${x} 0)`} />);
}

/** How many reviews gave five stars, four, and so on down. */
export function RatingDistribution({
  counts,
  className,
}: {
  /** Reviews with 5, 4, 3, 2 and 1 stars. */
  counts: readonly [number, number, number, number, number];
  className?: string;
}) {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (
    <ul className={cn("flex max-w-sm flex-col gap-1 text-sm", className)}>
      {counts
        .map((count, index) => ({ count, stars: 5 - index }))
        .map(({ count, stars }) => (
          <li key={stars} className="flex items-center gap-2.5">
            <span className="num w-12 text-ink-2">
              {stars} {stars === 1 ? "star" : "stars"}
            </span>
            <svg aria-hidden="true" className="h-2 flex-1 rounded-full bg-line">
              <rect
                height="100%"
                width={total ? `${(100 * count) / total}%` : 0}
                className="fill-ink"
              />
            </svg>
            <span className="num w-6 text-right text-ink-2">{count}</span>
          </li>
        ))}
    </ul>
  );
}

"use client";
"use no memo";

import { cn } from "#components/ui/cn";

const TOP = 22;
const HEIGHT = 128;
const LABELS = 22;

export type Bar = {
  /** "November 2026" */
  readonly name: string;
  readonly amount: string;
  /** Above the bar; null for nothing. */
  readonly label: string | null;
  /** A phone has room for two: the current month's and the highest. */
  readonly isLabelledOnPhone: boolean;
  /** In percent of the picture. */
  readonly left: number;
  readonly width: number;
  /** Of the highest bar: 0 to 1. */
  readonly share: number;
};

/**
 * The bars as a picture, and as a table for screen readers. They are sent as data, because what a server component
 * draws is sent twice: as HTML and as elements.
 */
export function Bars({
  title,
  bars,
  className,
}: {
  title: string;
  bars: readonly Bar[];
  className?: string;
}) {
  return (
    <figure className={className}>
      <figcaption className="mb-1 text-sm font-semibold text-ink-2">{title}</figcaption>
      <svg aria-hidden="true" className="block w-full overflow-visible" height={HEIGHT + LABELS}>
        {bars.map((bar, index) => (
          <OneBar key={bar.name} bar={bar} isLast={index === bars.length - 1} />
        ))}
        <line x1="0" x2="100%" y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className="stroke-line" />
      </svg>
      <table className="sr-only">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ name, amount }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{amount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function OneBar({ bar, isLast }: { bar: Bar; isLast: boolean }) {
  const { name, amount, label, isLabelledOnPhone, left, width, share } = bar;
  const height = share > 0 ? Math.max(2, share * (HEIGHT - TOP)) : 0;
  const center = `${left + width / 2}%`;
  return (
    <g>
      <title>{`${name}: ${amount}`}</title>
      <rect
        x={`${left}%`}
        y={HEIGHT - height}
        width={`${width}%`}
        height={height}
        className={
          isLast
            ? "fill-accent forced-colors:fill-[Highlight]"
            : "fill-ink opacity-85 forced-colors:fill-[CanvasText]"
        }
      />
      {label !== null && (
        <text
          x={center}
          y={HEIGHT - height - 7}
          textAnchor={isLast ? "end" : "middle"}
          dx={isLast ? "1.6em" : 0}
          className={cn(
            "num text-xs",
            isLast ? "fill-ink font-semibold" : "fill-ink-2",
            !isLabelledOnPhone && "max-sm:hidden",
          )}
        >
          {label}
        </text>
      )}
      <text
        x={center}
        y={HEIGHT + LABELS - 4}
        textAnchor="middle"
        className={cn("text-xs", isLast ? "fill-ink font-semibold" : "fill-ink-3")}
      >
        <tspan className="hidden sm:inline">{name.slice(0, 3)}</tspan>
        <tspan className="sm:hidden">{name.charAt(0)}</tspan>
      </text>
    </g>
  );
}

import { scaleBand, scaleLinear } from "d3-scale";
import { cn } from "#components/ui/cn";
import { type Cents, formatCents, formatWholeUnits } from "#lib/money";

export type MonthAmount = {
  /** "2026-11" */
  month: string;
  cents: Cents;
};

const TOP = 22;
const HEIGHT = 128;
const LABELS = 22;

const monthName = new Intl.DateTimeFormat("en-IE", {
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** Months as bars, drawn on the server; the last one is the running month. Screen readers get the table. */
export function BarChart({
  title,
  months,
  className,
}: {
  /** What is counted: "Earned per month". */
  title: string;
  months: readonly MonthAmount[];
  className?: string;
}) {
  const x = scaleBand(
    months.map((entry) => entry.month),
    [0, 100],
  ).padding(0.46);
  const most = Math.max(...months.map((entry) => entry.cents), 1);
  const y = scaleLinear([0, most], [0, HEIGHT - TOP]);
  const last = months.length - 1;
  const highest = months.findIndex((entry) => entry.cents === most);
  return (
    <figure className={className}>
      <figcaption className="sr-only">{title}</figcaption>
      <svg aria-hidden="true" className="block w-full overflow-visible" height={HEIGHT + LABELS}>
        {months.map((entry, index) => {
          const left = x(entry.month) ?? 0;
          const center = `${left + x.bandwidth() / 2}%`;
          const height = entry.cents > 0 ? Math.max(2, y(entry.cents)) : 0;
          const name = monthText(entry.month);
          return (
            <g key={entry.month}>
              <title>{`${name}: ${formatCents(entry.cents)}`}</title>
              <rect
                x={`${left}%`}
                y={HEIGHT - height}
                width={`${x.bandwidth()}%`}
                height={height}
                className={index === last ? "fill-accent" : "fill-ink opacity-85"}
              />
              {(index === last || index === highest) && entry.cents > 0 && (
                <text
                  x={center}
                  y={HEIGHT - height - 7}
                  textAnchor={index === last ? "end" : "middle"}
                  dx={index === last ? "1.6em" : 0}
                  className="num fill-ink text-xs font-semibold"
                >
                  {formatWholeUnits(entry.cents)}
                </text>
              )}
              <text
                x={center}
                y={HEIGHT + LABELS - 4}
                textAnchor="middle"
                className={cn("text-xs", index === last ? "fill-ink font-semibold" : "fill-ink-3")}
              >
                <tspan className="hidden sm:inline">{name.slice(0, 3)}</tspan>
                <tspan className="sm:hidden">{name.charAt(0)}</tspan>
              </text>
            </g>
          );
        })}
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
          {months.map((entry) => (
            <tr key={entry.month}>
              <th scope="row">{monthText(entry.month)}</th>
              <td>{formatCents(entry.cents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function monthText(month: string): string {
  return monthName.format(new Date(`${month}-01T00:00:00Z`));
}

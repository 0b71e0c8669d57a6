import { scaleBand } from "d3-scale";
import { type Cents, formatCents, formatWholeUnits } from "#lib/money";
import { Bars } from "./bars.tsx";

export type MonthAmount = {
  /** "2026-11" */
  month: string;
  cents: Cents;
};

const monthName = new Intl.DateTimeFormat("en-IE", {
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** With fewer months there is nothing to compare. */
const ENOUGH = 3;

/** Whether these months, oldest first, reach back far enough to be drawn. */
export function isWorthDrawing(months: readonly MonthAmount[]): boolean {
  const first = months.findIndex(({ cents }) => cents > 0);
  return first >= 0 && months.length - first >= ENOUGH;
}

/** Months as bars, measured on the server; the last is the current month. */
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
  const last = months.length - 1;
  const highest = months.findIndex((entry) => entry.cents === most);
  const bars = months.map(({ month, cents }, index) => ({
    name: monthName.format(new Date(`${month}-01T00:00:00Z`)),
    amount: formatCents(cents),
    label: cents > 0 ? formatWholeUnits(cents) : null,
    isLabelledOnPhone: index === last || index === highest,
    left: rounded(x(month) ?? 0),
    width: rounded(x.bandwidth()),
    share: cents > 0 ? Math.max(0.0001, rounded(cents / most)) : 0,
  }));
  return <Bars title={title} bars={bars} {...(className === undefined ? {} : { className })} />;
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

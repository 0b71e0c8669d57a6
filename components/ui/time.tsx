"use client";
"use no memo";

import { exactText, type TimeFormat, timeText } from "#lib/time-text";
import { useClock } from "./clock.tsx";
import { cn } from "./cn.tsx";

/**
 * A time in the person's zone, exact on hover and on focus. A date is not a tab stop just to show its exact time: while
 * the focus is in its row, the row's exact times show. Only a vague date outside a row takes the focus itself; `inline`
 * says that it is in a row, a link or a button.
 */
export function Time({
  at,
  format = "relative",
  inline = false,
  className,
}: {
  at: Date | string;
  format?: TimeFormat;
  inline?: boolean;
  className?: string;
}) {
  const { now, timeZone } = useClock();
  const moment = new Date(at);
  const exact = exactText(moment, timeZone);
  const time = (
    <time
      dateTime={moment.toISOString()}
      title={exact}
      data-exact={format === "relative" || format === "glance" ? exact : undefined}
      className={cn("num", className)}
    >
      {timeText(moment, format, timeZone, now)}
    </time>
  );
  if (inline || format !== "relative") return time;
  return (
    <button type="button" className="cursor-help rounded-sm text-left">
      {time}
    </button>
  );
}

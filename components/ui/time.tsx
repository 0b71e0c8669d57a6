"use client";

import { exactText, type TimeFormat, timeText } from "#lib/time-text";
import { useClock } from "./clock.tsx";
import { cn } from "./cn.tsx";

/**
 * A moment in the person's zone. What is not exact shows the exact time on hover and focus. Inside a link or a
 * button, say `inline`: it then takes no focus of its own.
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
  const text = timeText(moment, format, timeZone, now);
  if (inline || format === "month") {
    return (
      <time dateTime={moment.toISOString()} className={cn("num", className)}>
        {text}
      </time>
    );
  }
  return (
    <button
      type="button"
      className={cn(
        "group/time num relative inline-block cursor-help rounded-sm text-left",
        className,
      )}
    >
      <time dateTime={moment.toISOString()}>{text}</time>
      <span className="pointer-events-none absolute bottom-full left-0 z-30 mb-1 hidden rounded bg-ink px-2 py-1 font-text text-xs font-medium text-paper group-hover/time:block group-focus/time:block">
        {exactText(moment, timeZone)}
      </span>
    </button>
  );
}

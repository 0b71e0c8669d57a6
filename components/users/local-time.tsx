"use client";

import { useClock } from "#components/ui/clock";
import { timeText } from "#lib/time-text";
import { offsetText, zoneAt } from "#lib/time-zone";

/** "UTC+1, 14:05 there": how the clocks of somebody else's zone stand now. Where they stand as the viewer's, only that. */
export function LocalTime({ timeZone }: { timeZone: string }) {
  const clock = useClock();
  const there = zoneAt(clock.now, timeZone).offsetMs;
  const here = zoneAt(clock.now, clock.timeZone).offsetMs;
  return (
    <span className="num">
      {offsetText(there)},{" "}
      {there === here
        ? "as where you are"
        : `${timeText(clock.now, "clock", timeZone, clock.now)} there`}
    </span>
  );
}

"use client";
"use no memo";

import { dayOf } from "#lib/day";
import { exactText, timeText, zoneText } from "#lib/time-text";
import { useClock } from "./clock.tsx";
import { cn } from "./cn.tsx";

/** A calendar day, given as its last moment: the same day in every zone. Its title says when it is over here. */
export function Day({ endsAt, className }: { endsAt: Date | string; className?: string }) {
  const { now, timeZone } = useClock();
  const end = new Date(endsAt);
  return (
    <time
      dateTime={dayOf(end)}
      title={`Until ${exactText(end, timeZone)}`}
      className={cn("num", className)}
    >
      {timeText(end, "date", "UTC", now)}
    </time>
  );
}

/** When that day is over, on the viewer's clock: "until 15 May 11:59 GMT+12". */
export function DayEnd({ endsAt }: { endsAt: Date | string }) {
  const { now, timeZone } = useClock();
  const end = new Date(endsAt);
  return (
    <time dateTime={end.toISOString()} className="num">
      until {timeText(end, "datetime", timeZone, now)} {zoneText(end, timeZone)}
    </time>
  );
}

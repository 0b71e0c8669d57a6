import { localTime, zoneAt } from "#lib/time-zone";

/** The first moment of a month in a time zone. `month` counts from 0 and may lie outside 0 to 11. */
export function startOfMonth(year: number, month: number, timeZone: string): Date {
  return startOfDay(Date.UTC(year, month, 1), timeZone);
}

/** The first moment in a time zone of the day that begins at `asIfUtc` in UTC. */
export function startOfDay(asIfUtc: number, timeZone: string): Date {
  // Twice, because the first guess may be on the other side of a change to or from summer time.
  const guess = asIfUtc - offsetAt(asIfUtc, timeZone);
  return new Date(asIfUtc - offsetAt(guess, timeZone));
}

/** The year and the month (from 0) that a moment falls into in a time zone. */
export function monthOf(at: Date, timeZone: string): { year: number; month: number } {
  const local = localTime(at, timeZone);
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() };
}

/** `count` months up to and including the current one: where each starts, oldest first, and where the last ends. */
export function monthBoundaries(now: Date, count: number, timeZone: string): Date[] {
  const { year, month } = monthOf(now, timeZone);
  return Array.from({ length: count + 1 }, (_, index) =>
    startOfMonth(year, month + 1 - count + index, timeZone),
  );
}

function offsetAt(atMs: number, timeZone: string): number {
  return zoneAt(new Date(atMs), timeZone).offsetMs;
}

/** The first moment of a month in a time zone. `month` counts from 0 and may lie outside of 0 to 11. */
export function startOfMonth(year: number, month: number, timeZone: string): Date {
  const asIfUtc = Date.UTC(year, month, 1);
  // Twice, because the first guess may stand on the other side of a change to or from summer time.
  const guess = asIfUtc - offsetAt(asIfUtc, timeZone);
  return new Date(asIfUtc - offsetAt(guess, timeZone));
}

/** The year and the month (from 0) that a moment falls into in a time zone. */
export function monthOf(at: Date, timeZone: string): { year: number; month: number } {
  const local = new Date(at.getTime() + offsetAt(at.getTime(), timeZone));
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() };
}

/** `count` months up to and including the present one: where each starts, oldest first, and where the last ends. */
export function monthBoundaries(now: Date, count: number, timeZone: string): Date[] {
  const { year, month } = monthOf(now, timeZone);
  return Array.from({ length: count + 1 }, (_, index) =>
    startOfMonth(year, month + 1 - count + index, timeZone),
  );
}

/** How far the zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetAt(atMs: number, timeZone: string): number {
  const parts = formatterFor(timeZone).formatToParts(atMs);
  const {
    year = 0,
    month = 1,
    day = 1,
    hour = 0,
    minute = 0,
    second = 0,
  } = Object.fromEntries(parts.map((part) => [part.type, Number(part.value)]));
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return local - Math.floor(atMs / 1000) * 1000;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  });
  formatters.set(timeZone, made);
  return made;
}

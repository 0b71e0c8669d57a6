import { boundedCache } from "./bounded-cache.ts";
import { localTime, zoneAt } from "./time-zone.ts";

/** How a time is written. Pure: the zone and the present are given, so server and browser agree. */
export type TimeFormat =
  /** "20 min ago", "in 3 days", and a date beyond a week. */
  | "relative"
  /** "6 Dec", with the year when it is not this year. */
  | "date"
  /** "22 Nov 14:10" */
  | "datetime"
  /** "6 December at 14:10", for sentences. */
  | "long"
  /** "November 2026" */
  | "month"
  /** "14:10", below the name of its day. */
  | "clock"
  /** "Saturday 21 November", above what happened on that day. */
  | "day"
  /** In a list: "14:10" today, "Thu" within a week, and a date beyond. */
  | "glance";

const LOCALE = "en-IE";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const MONTHS = { short: namesOf("month", "short"), long: namesOf("month", "long") };
const WEEKDAYS = { short: namesOf("weekday", "short"), long: namesOf("weekday", "long") };

/** In the runtime's own words, from January or from Sunday on. February 2026 began on a Sunday. */
function namesOf(unit: "month" | "weekday", length: "short" | "long"): string[] {
  const format = new Intl.DateTimeFormat(LOCALE, { [unit]: length, timeZone: "UTC" });
  const dates =
    unit === "month"
      ? Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 1))
      : Array.from({ length: 7 }, (_, day) => Date.UTC(2026, 1, 1 + day));
  return dates.map((date) => format.format(date));
}

export function timeText(at: Date, format: TimeFormat, timeZone: string, now: Date): string {
  switch (format) {
    case "relative":
      return relativeText(at, timeZone, now);
    case "date":
      return dayText(at, timeZone, now, "short");
    case "datetime":
      return `${dayText(at, timeZone, now, "short")} ${clockText(localTime(at, timeZone))}`;
    case "long":
      return `${dayText(at, timeZone, now, "long")} at ${clockText(localTime(at, timeZone))}`;
    case "month":
      return monthText(localTime(at, timeZone));
    case "clock":
      return clockText(localTime(at, timeZone));
    case "day":
      return `${weekdayOf(localTime(at, timeZone), "long")} ${dayText(at, timeZone, now, "long")}`;
    case "glance":
      return glanceText(at, timeZone, now);
  }
}

/** "Sunday 22 November 2026, 14:10 CET": shown on hover and focus. */
export function exactText(at: Date, timeZone: string): string {
  const local = localTime(at, timeZone);
  const day = `${weekdayOf(local, "long")} ${local.getUTCDate()} ${monthText(local)}`;
  return `${day}, ${clockText(local)} ${zoneText(at, timeZone)}`;
}

/** "CET": the name of a zone at that moment. */
export function zoneText(at: Date, timeZone: string): string {
  return zoneAt(at, timeZone).name;
}

function relativeText(at: Date, timeZone: string, now: Date): string {
  const distance = at.getTime() - now.getTime();
  const size = Math.abs(distance);
  const say = (amount: string) => (distance < 0 ? `${amount} ago` : `in ${amount}`);
  if (size < MINUTE) return distance <= 0 ? "just now" : "in a moment";
  if (size < HOUR) return say(`${Math.floor(size / MINUTE)} min`);
  const days = dayNumber(at, timeZone) - dayNumber(now, timeZone);
  if (days === 0 || size < 12 * HOUR) return say(`${Math.floor(size / HOUR)} h`);
  if (days === -1) return "yesterday";
  if (days === 1) return "tomorrow";
  if (Math.abs(days) < 7) return say(`${Math.abs(days)} days`);
  return dayText(at, timeZone, now, "short");
}

function glanceText(at: Date, timeZone: string, now: Date): string {
  const days = dayNumber(now, timeZone) - dayNumber(at, timeZone);
  if (days <= 0) return clockText(localTime(at, timeZone));
  return days < 7
    ? weekdayOf(localTime(at, timeZone), "short")
    : dayText(at, timeZone, now, "short");
}

function dayText(at: Date, timeZone: string, now: Date, month: "short" | "long"): string {
  const local = localTime(at, timeZone);
  const day = `${local.getUTCDate()} ${MONTHS[month][local.getUTCMonth()]}`;
  const year = local.getUTCFullYear();
  return year === localTime(now, timeZone).getUTCFullYear() ? day : `${day} ${year}`;
}

function monthText(local: Date): string {
  return `${MONTHS.long[local.getUTCMonth()]} ${local.getUTCFullYear()}`;
}

function weekdayOf(local: Date, length: "short" | "long"): string {
  return WEEKDAYS[length][local.getUTCDay()] ?? "";
}

function clockText(local: Date): string {
  return local.toISOString().slice(11, 16);
}

/** The number of the moment's calendar day in its zone: good for counting days. */
function dayNumber(at: Date, timeZone: string): number {
  return Math.floor(localTime(at, timeZone).getTime() / DAY);
}

const SPELLINGS_MAX = 200;
const ZONE_MAX_CHARS = 60;

/** The one spelling of the zone that a cookie names; UTC when it names none, or one that this runtime does not know. */
export const readTimeZone = boundedCache(SPELLINGS_MAX, (given: string | undefined): string => {
  if (!given || given.length > ZONE_MAX_CHARS) return "UTC";
  try {
    return new Intl.DateTimeFormat(LOCALE, { timeZone: given }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
});

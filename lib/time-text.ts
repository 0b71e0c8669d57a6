/** How a moment reads. Pure: the zone and the present are given, so that server and browser agree. */
export type TimeFormat =
  /** "20 min ago", "in 3 days", and a date beyond a week. */
  | "relative"
  /** "6 Dec", with the year when it is another one. */
  | "date"
  /** "22 Nov 14:10" */
  | "datetime"
  /** "6 December at 14:10", for sentences. */
  | "long"
  /** "November 2026" */
  | "month"
  /** "14:10", where the day stands above. */
  | "clock"
  /** "Saturday 21 November", over what happened on that day. */
  | "day"
  /** In a list: "14:10" today, "Thu" within a week, and a date beyond. */
  | "glance";

const LOCALE = "en-IE";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function timeText(at: Date, format: TimeFormat, timeZone: string, now: Date): string {
  switch (format) {
    case "relative":
      return relativeText(at, timeZone, now);
    case "date":
      return dayText(at, timeZone, now, "short");
    case "datetime":
      return `${dayText(at, timeZone, now, "short")} ${clockText(at, timeZone)}`;
    case "long":
      return `${dayText(at, timeZone, now, "long")} at ${clockText(at, timeZone)}`;
    case "month":
      return formatter({ month: "long", year: "numeric" }, timeZone).format(at);
    case "clock":
      return clockText(at, timeZone);
    case "day":
      return `${formatter({ weekday: "long" }, timeZone).format(at)} ${dayText(at, timeZone, now, "long")}`;
    case "glance":
      return glanceText(at, timeZone, now);
  }
}

/** "Sunday 22 November 2026, 14:10 CET": what hover and focus show. */
export function exactText(at: Date, timeZone: string): string {
  const day = formatter(
    { weekday: "long", day: "numeric", month: "long", year: "numeric" },
    timeZone,
  ).format(at);
  const zone = formatter({ timeZoneName: "short", hour: "numeric" }, timeZone)
    .formatToParts(at)
    .find((part) => part.type === "timeZoneName")?.value;
  return `${day}, ${clockText(at, timeZone)} ${zone ?? timeZone}`;
}

function relativeText(at: Date, timeZone: string, now: Date): string {
  const distance = at.getTime() - now.getTime();
  const size = Math.abs(distance);
  const say = (amount: string) => (distance < 0 ? `${amount} ago` : `in ${amount}`);
  if (size < MINUTE) return distance <= 0 ? "just now" : "in a moment";
  if (size < HOUR) return say(`${Math.floor(size / MINUTE)} min`);
  const days = Math.round((startOfDay(at, timeZone) - startOfDay(now, timeZone)) / DAY);
  if (days === 0 || size < 12 * HOUR) return say(`${Math.floor(size / HOUR)} h`);
  if (days === -1) return "yesterday";
  if (days === 1) return "tomorrow";
  if (Math.abs(days) < 7) return say(`${Math.abs(days)} days`);
  return dayText(at, timeZone, now, "short");
}

function glanceText(at: Date, timeZone: string, now: Date): string {
  const days = Math.round((startOfDay(now, timeZone) - startOfDay(at, timeZone)) / DAY);
  if (days <= 0) return clockText(at, timeZone);
  return days < 7
    ? formatter({ weekday: "short" }, timeZone).format(at)
    : dayText(at, timeZone, now, "short");
}

function dayText(at: Date, timeZone: string, now: Date, month: "short" | "long"): string {
  const parts = formatter({ day: "numeric", month, year: "numeric" }, timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((candidate) => candidate.type === type)?.value ?? "";
  const year = formatter({ year: "numeric" }, timeZone).format(now);
  const day = `${part("day")} ${part("month")}`;
  return part("year") === year ? day : `${day} ${part("year")}`;
}

function clockText(at: Date, timeZone: string): string {
  return formatter({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, timeZone).format(at);
}

/** Midnight of the moment's calendar day in its zone, as if that day were in UTC: good for counting days. */
function startOfDay(at: Date, timeZone: string): number {
  const parts = formatter({ day: "numeric", month: "numeric", year: "numeric" }, timeZone)
    .formatToParts(at)
    .map((part) => [part.type, Number(part.value)] as const);
  const { year = 0, month = 1, day = 1 } = Object.fromEntries(parts);
  return Date.UTC(year, month - 1, day);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone });
  formatters.set(key, made);
  return made;
}

/** True for a zone that this runtime knows; a cookie may hold anything. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat(LOCALE, { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

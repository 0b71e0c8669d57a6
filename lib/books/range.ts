import { dayOf, endOfDay } from "#lib/day";
import { startOfDay } from "#lib/payments/months";
import { DAY_MS } from "#lib/time";

/** Which days books are asked for: each "2026-01-31", or empty for no bound. */
export type BookDays = { readonly from: string; readonly until: string };

/** From the first moment to the last, exclusive. */
export type BookRange = { readonly from: Date; readonly until: Date };

/** Before and after everything that can have been entered. */
const FIRST = "1970-01-01";
const LAST = "2999-12-31";

/**
 * The moments of both days and those between, in the calendar of a time zone. Null when one is no day, or the last is
 * before the first.
 */
export function readBookRange({ from, until }: BookDays, timeZone: string): BookRange | null {
  const first = within(from || FIRST);
  const last = within(until || LAST);
  if (first === null || last === null || last < first) return null;
  const startOf = (day: string, after: number) =>
    startOfDay(Date.parse(`${day}T00:00:00Z`) + after * DAY_MS, timeZone);
  return { from: startOf(first, 0), until: startOf(last, 1) };
}

/** The nearest day that the database and the calendars know; null for what is no day. */
function within(text: string): string | null {
  const end = endOfDay(text);
  if (!end) return null;
  const day = dayOf(end);
  if (day < FIRST) return FIRST;
  return day > LAST ? LAST : day;
}

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** "1 January 2026 to 31 March 2026", for a range that `readBookRange` can read. */
export function describeDays({ from, until }: BookDays): string {
  const [first, last] = [from, until].map((text) => text && day.format(new Date(text)));
  if (first && last) return `${first} to ${last}`;
  if (first) return `From ${first}`;
  return last ? `Until ${last}` : "All";
}

/** Both days of an address; what is not one plain value is left out. */
export function readBookDays(
  params: Readonly<Record<string, string | string[] | undefined>>,
): BookDays {
  const plain = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");
  return { from: plain(params.from), until: plain(params.until) };
}

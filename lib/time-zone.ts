import { boundedCache } from "./bounded-cache.ts";

/** How a zone's clocks stand at a moment. */
export type ZoneState = {
  /** How far they are ahead of UTC, in milliseconds. */
  readonly offsetMs: number;
  /** "CET": what the zone is called at that moment. */
  readonly name: string;
};

/** Zones change their clocks only at quarters of an hour, so between two of those nothing changes. */
const QUARTER_MS = 15 * 60_000;

/** A formatter takes some 60 KB, and a cookie chooses the zone, so only as many are kept as are in use at once. */
const ZONES_MAX = 100;
const STATES_MAX = 5_000;

const formatterOf = boundedCache(
  ZONES_MAX,
  (timeZone: string) =>
    new Intl.DateTimeFormat("en-IE", {
      timeZone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      hourCycle: "h23",
      timeZoneName: "short",
    }),
);

const stateIn = boundedCache(STATES_MAX, (key: string): ZoneState => {
  const [quarter, timeZone = ""] = key.split(" ");
  const atMs = Number(quarter) * QUARTER_MS;
  const parts = formatterOf(timeZone).formatToParts(atMs);
  const text = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(text[type]);
  const local = Date.UTC(
    number("year"),
    number("month") - 1,
    number("day"),
    number("hour"),
    number("minute"),
    number("second"),
  );
  return { offsetMs: local - atMs, name: text.timeZoneName ?? timeZone };
});

/**
 * How the clocks of a zone (IANA) stand at a moment. Kept for as long as it is asked for: a formatter takes ten times
 * as long as everything else that is written about a time.
 */
export function zoneAt(at: Date, timeZone: string): ZoneState {
  return stateIn(`${Math.floor(at.getTime() / QUARTER_MS)} ${timeZone}`);
}

/** The moment's wall clock in its zone, as if the zone were UTC: read it with the methods named `getUTC…`. */
export function localTime(at: Date, timeZone: string): Date {
  return new Date(at.getTime() + zoneAt(at, timeZone).offsetMs);
}

/** "UTC+1", "UTC−3:30", "UTC". */
export function offsetText(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  if (minutes === 0) return "UTC";
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const part = rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`;
  return `UTC${offsetMs < 0 ? "−" : "+"}${hours}${part}`;
}

/** Runtimes keep some zones under names that their cities no longer have. */
const PRESENT_NAMES: Readonly<Record<string, string>> = {
  Calcutta: "Kolkata",
  Katmandu: "Kathmandu",
  Kiev: "Kyiv",
  Rangoon: "Yangon",
  Saigon: "Ho Chi Minh City",
};

/** "Buenos Aires" for "America/Argentina/Buenos_Aires": the place that a zone is called after. */
export function zoneCity(timeZone: string): string {
  const city = (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
  return PRESENT_NAMES[city] ?? city;
}

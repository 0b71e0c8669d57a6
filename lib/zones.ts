import { boundedCache } from "./bounded-cache.ts";
import { offsetText, zoneAt, zoneCity } from "./time-zone.ts";

/*
 * All time zones that this runtime knows. For the server only: the list is long, and asking all of them for their clocks
 * takes a tenth of a second.
 */

const UTC = "UTC";
const ZONES: readonly string[] = [
  UTC,
  ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== UTC),
];
const KNOWN = new Set(ZONES);

export function isKnownZone(zone: string): boolean {
  return KNOWN.has(zone);
}

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MINUTES = 24 * 60;

/** How far each zone is ahead of UTC in this quarter of an hour, in minutes. In a quarter no clock is changed. */
const offsetsIn = boundedCache(
  4,
  (quarter: number) => new Map(ZONES.map((zone) => [zone, offsetOf(zone, quarter * QUARTER_MS)])),
);

/** By a formatter that is not kept: there are too many of them. */
function offsetOf(zone: string, atMs: number): number {
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  const name = format.formatToParts(atMs).find(({ type }) => type === "timeZoneName")?.value;
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name ?? "") ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === "-" ? -size : size;
}

/**
 * The zones whose clocks, at this moment, show a time of day at most so many hours from the one in `zone`: summer time
 * counts where and while there is one. Across the date line too, because people who work together share hours, not dates.
 */
export function zonesWithin(hours: number, zone: string, at: Date): string[] {
  const own = zoneAt(at, zone).offsetMs / MINUTE_MS;
  const offsets = offsetsIn(Math.floor(at.getTime() / QUARTER_MS));
  return ZONES.filter((other) => {
    const apart = Math.abs((offsets.get(other) ?? 0) - own) % DAY_MINUTES;
    return Math.min(apart, DAY_MINUTES - apart) <= hours * 60;
  });
}

export type ZoneGroup = { readonly label: string; readonly options: readonly Zone[] };
type Zone = { readonly value: string; readonly label: string };

/** All zones by continent and city, with how their clocks stand now, for a form. */
export function zoneGroups(at: Date): ZoneGroup[] {
  const offsets = offsetsIn(Math.floor(at.getTime() / QUARTER_MS));
  const groups = new Map<string, Zone[]>();
  for (const zone of ZONES) {
    const [area = zone] = zone.split("/");
    const label = `${zoneCity(zone)} (${offsetText((offsets.get(zone) ?? 0) * MINUTE_MS)})`;
    groups.set(area, [...(groups.get(area) ?? []), { value: zone, label }]);
  }
  return [...groups].map(([label, options]) => ({
    label,
    options: options.sort((a, b) => a.label.localeCompare(b.label, "en")),
  }));
}

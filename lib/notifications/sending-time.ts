import { DAY_MS, HOUR_MS } from "#lib/time";
import { localTime, zoneAt } from "#lib/time-zone";
import type { PreferencesView } from "./schema.ts";

/** When mails that come together come, on the person's clock. */
const DIGEST_HOUR = 8;
const MONDAY = 1;

type Choice = Pick<PreferencesView, "rhythm" | "quietFrom" | "quietUntil" | "timeZone">;

/**
 * The moment from which what happened at `happenedAt` may be sent to a person who has chosen so: the next time for
 * those who get it together, and not within their quiet hours. Not after `at` when it may be sent now.
 */
export function sendingMoment(choice: Choice, happenedAt: Date, at: Date): Date {
  const timeZone = choice.timeZone ?? "UTC";
  if (choice.rhythm !== "single") {
    return nextHour(happenedAt, DIGEST_HOUR, timeZone, choice.rhythm === "weekly");
  }
  const { quietFrom, quietUntil } = choice;
  if (quietFrom === null || quietUntil === null) return at;
  const hour = localTime(at, timeZone).getUTCHours();
  const isQuiet =
    quietFrom < quietUntil
      ? hour >= quietFrom && hour < quietUntil
      : hour >= quietFrom || hour < quietUntil;
  return isQuiet ? nextHour(at, quietUntil, timeZone) : at;
}

/** The next time after `at` that the clocks of a zone show this hour, on any day or on a Monday. */
function nextHour(at: Date, hour: number, timeZone: string, isMonday = false): Date {
  const local = localTime(at, timeZone);
  const wanted = new Date(local);
  wanted.setUTCHours(hour, 0, 0, 0);
  if (wanted <= local) wanted.setTime(wanted.getTime() + DAY_MS);
  while (isMonday && wanted.getUTCDay() !== MONDAY) wanted.setTime(wanted.getTime() + DAY_MS);
  const moment = new Date(at.getTime() + (wanted.getTime() - local.getTime()));
  // The clocks may have been changed in between, by no more than a few hours.
  const change = zoneAt(moment, timeZone).offsetMs - zoneAt(at, timeZone).offsetMs;
  return Math.abs(change) > 3 * HOUR_MS ? moment : new Date(moment.getTime() - change);
}

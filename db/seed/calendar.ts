import { addDays, DAY_MS, HOUR_MS } from "#lib/time";

const WORK_BEGINS_MS = 6.5 * HOUR_MS;
const WORK_SHARE = 13 / 24;

/** Turns an age in days into a time before `end`. */
export type Calendar = (daysAgo: number) => Date;

/**
 * The demo's past, counted back from the time of seeding, so it is always a year long and always fresh. Days before
 * today are moved into working hours (UTC), which keeps the order of events.
 */
export function calendarUntil(end: Date): Calendar {
  const today = Math.floor(end.getTime() / DAY_MS) * DAY_MS;
  return (daysAgo) => {
    const moment = addDays(end, -daysAgo).getTime();
    const dayBegins = Math.floor(moment / DAY_MS) * DAY_MS;
    const squeezed = dayBegins + WORK_BEGINS_MS + (moment - dayBegins) * WORK_SHARE;
    return new Date(Math.floor((moment < today ? squeezed : moment) / 1000) * 1000);
  };
}

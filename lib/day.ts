/*
 * A calendar day that a person chose: "2026-05-14". It is kept as its last moment in UTC, so it is the same day for
 * everyone and ends for everyone at the same moment.
 */

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const LAST_MOMENT = "T23:59:59.999Z";

/** The last moment of the day that `text` names; null when there is no such day, like 30 February. */
export function endOfDay(text: string): Date | null {
  if (!DAY.test(text)) return null;
  const end = new Date(`${text}${LAST_MOMENT}`);
  return Number.isNaN(end.getTime()) || dayOf(end) !== text ? null : end;
}

/** "2026-05-14": the day that ends at this moment. */
export function dayOf(end: Date): string {
  return end.toISOString().slice(0, 10);
}

/** The one clock of business time. Only the demo seed and the tests may set it. */
let clock: () => Date = () => new Date();

/** The present moment, by this clock. */
export function now(): Date {
  return clock();
}

/** Replaces the clock for this process until the returned function is called. */
export function setClock(read: () => Date): () => void {
  const previous = clock;
  clock = read;
  return () => {
    clock = previous;
  };
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * The moment `ms` after the start of 1970, or null when none of our rows can have it: a date's year has four digits.
 */
export function momentAt(ms: number): Date | null {
  return Number.isInteger(ms) && ms >= 0 && ms <= LAST_MS ? new Date(ms) : null;
}

/** `moment` plus whole days of 24 hours. */
export function addDays(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * DAY_MS);
}

/** The one clock of business time. The demo seed and the tests set it; nothing else may. */
let clock: () => Date = () => new Date();

/** The present moment, by the clock. */
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

/** `moment` plus whole days of 24 hours. */
export function addDays(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * DAY_MS);
}

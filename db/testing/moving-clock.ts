import { afterEach, beforeEach } from "vitest";
import { MINUTE_MS, setClock } from "#lib/time";

/** Stops the clock of each test of this file at `start`. What it returns moves it on, in minutes. */
export function useMovingClock(start: string): (minutes: number) => void {
  let at = new Date(start);
  let reset = () => {};
  beforeEach(() => {
    at = new Date(start);
    reset = setClock(() => at);
  });
  afterEach(() => reset());
  return (minutes) => {
    at = new Date(at.getTime() + minutes * MINUTE_MS);
  };
}

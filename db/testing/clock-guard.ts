import { afterAll } from "vitest";
import { now, setClock } from "#lib/time";

/*
 * Runs for every test file. Files share a process, so a clock that one of them leaves at another time would make tests
 * of other files fail, now and then.
 */
afterAll(() => {
  if (Math.abs(now().getTime() - Date.now()) < 1_000) return;
  setClock(() => new Date());
  throw new Error("This file left the clock at another time: each setClock needs its own reset");
});

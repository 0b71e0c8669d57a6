"use client";

import { createContext, type ReactNode, use, useLayoutEffect, useSyncExternalStore } from "react";
import { rememberPreference, TIME_ZONE_COOKIE } from "#lib/preferences";

type ServerClock = { renderedAtMs: number; timeZone: string };

const ClockContext = createContext<ServerClock>({ renderedAtMs: 0, timeZone: "UTC" });

const MINUTE_MS = 60_000;
const TOLERANCE_MS = 2 * MINUTE_MS;
const listeners = new Set<() => void>();
let offsetMs = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * What the server rendered with: its time, and the person's zone as far as it is known. The first render in the browser
 * uses the same values, so nothing mismatches; then the browser's zone and the running time take over.
 */
export function ClockProvider({
  renderedAtMs,
  timeZone,
  children,
}: ServerClock & { children: ReactNode }) {
  useLayoutEffect(() => {
    // If the browser's clock differs by more than a page takes to arrive, it is set differently (a test, a wrong
    // computer): follow the server's.
    const difference = renderedAtMs - Date.now();
    offsetMs = renderedAtMs > 0 && Math.abs(difference) > TOLERANCE_MS ? difference : 0;
    tick();
    const zone = browserTimeZone();
    if (zone !== timeZone) rememberPreference(TIME_ZONE_COOKIE, zone);
  }, [renderedAtMs, timeZone]);
  return <ClockContext value={{ renderedAtMs, timeZone }}>{children}</ClockContext>;
}

/** The present, to the minute, and the zone to show it in. */
export function useClock(): { now: Date; timeZone: string } {
  const server = use(ClockContext);
  const nowMs = useSyncExternalStore(subscribe, currentMinute, () => minuteOf(server.renderedAtMs));
  const timeZone = useSyncExternalStore(subscribe, browserTimeZone, () => server.timeZone);
  return { now: new Date(nowMs), timeZone };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, MINUTE_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function tick(): void {
  for (const listener of listeners) listener();
}

function currentMinute(): number {
  return minuteOf(Date.now() + offsetMs);
}

/** Rounded up, so that what happened this minute is never in the future. The server and the browser say the same. */
function minuteOf(ms: number): number {
  return Math.ceil(ms / MINUTE_MS) * MINUTE_MS;
}

let zone: string | undefined;

function browserTimeZone(): string {
  zone ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone;
}

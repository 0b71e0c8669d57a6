import type { Listening } from "#db/listen";
import type { Id } from "#lib/ids";
import type { InboxSignal } from "../schema.ts";

type News = Exclude<InboxSignal, { kind: "beat" }>;

/** One open stream. */
export type Watcher = {
  readonly userId: Id<"usr">;
  readonly sessionId: Id<"ses">;
  tell(signal: News): void;
  /** Comes every `STREAM_BEAT_MS`, so both sides notice a lost connection. */
  beat(): void;
  /** The stream has to end; the browser comes back, after this long if it is given. */
  end(comeBackMs?: number): void;
};

export type Hub = {
  /** Each person's watchers, in the order in which they came. */
  readonly watchers: Map<Id<"usr">, Set<Watcher>>;
  listening: Promise<Listening | null> | null;
  timer: ReturnType<typeof setInterval> | null;
  isChecking: boolean;
  /** When the database last said which sessions live, in `performance.now()` milliseconds. */
  checkedAt: number;
  isStopping: boolean;
};

declare global {
  var workhubInboxHub: Hub | undefined;
}

/** One hub per process, and one LISTEN for everyone in it: opened with the first watcher, closed with the last. */
export function getHub(): Hub {
  globalThis.workhubInboxHub ??= openHub();
  return globalThis.workhubInboxHub;
}

function openHub(): Hub {
  const hub: Hub = {
    watchers: new Map(),
    listening: null,
    timer: null,
    isChecking: false,
    checkedAt: 0,
    isStopping: false,
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      hub.isStopping = true;
      // An open stream would keep the server from ending.
      for (const watcher of everybody(hub)) watcher.end();
    });
  }
  return hub;
}

export function tell(hub: Hub, userId: Id<"usr">, signal: News): void {
  for (const watcher of hub.watchers.get(userId) ?? []) watcher.tell(signal);
}

export function everybody(hub: Hub): Watcher[] {
  return [...hub.watchers.values()].flatMap((own) => [...own]);
}

export function endSession(hub: Hub, sessionId: string): void {
  for (const watcher of everybody(hub)) if (watcher.sessionId === sessionId) watcher.end();
}

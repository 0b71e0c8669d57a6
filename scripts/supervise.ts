import { setTimeout as sleep } from "node:timers/promises";
import { log } from "#lib/log";

/** Something that runs, and is started again when it ends by itself. */
export type Part = {
  /** For log lines about it: "The web server". */
  readonly name: string;
  /** Resolves with how it ended, once it has; at once when it is not running. */
  ended(): Promise<string>;
  /** Starts it again. Rejects when it does not come up, or when `signal` says that it is no longer wanted. */
  restart(signal: AbortSignal): Promise<void>;
};

export type Kept = {
  /** After this call it is not started again. If it is running, it keeps running. */
  stop(): Promise<void>;
};

/**
 * Before the first restart, the second, and so on: a part that cannot live must not keep the machine busy. But what kept
 * it from living (a full disk) may be over at any moment, so the longest pause is short.
 */
const PAUSES_MS = [0, 500, 1_000, 2_000, 5_000] as const;
/** A part that has run this long is healthy: its next end counts as the first. */
const STEADY_MS = 60_000;

/** Keeps a part running until it is stopped, with growing pauses, and logs each end and each start. */
export function keepRunning(
  part: Part,
  pauses: Pauses = { pausesMs: PAUSES_MS, steadyMs: STEADY_MS },
) {
  const stopping = new AbortController();
  const done = keep(part, pauses, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  } satisfies Kept;
}

/** How long to wait before this attempt, in milliseconds; the first is number 0. */
export function pauseBefore(attempt: number, pausesMs: readonly number[] = PAUSES_MS): number {
  return pausesMs[Math.min(attempt, pausesMs.length - 1)] ?? 0;
}

type Pauses = { readonly pausesMs: readonly number[]; readonly steadyMs: number };

async function keep(
  part: Part,
  { pausesMs, steadyMs }: Pauses,
  signal: AbortSignal,
): Promise<void> {
  let attempts = 0;
  for (;;) {
    const upAt = performance.now();
    const how = await untilAborted(part.ended(), signal);
    if (how === null) return;
    if (performance.now() - upAt > steadyMs) attempts = 0;
    let news = `${part.name} has ended (${how}).`;
    for (let isUp = false; !isUp; attempts += 1) {
      const pauseMs = pauseBefore(attempts, pausesMs);
      log.warn(`${news} It is started again ${pauseMs === 0 ? "now" : `in ${pauseMs / 1000} s`}.`);
      if ((await untilAborted(sleep(pauseMs, "slept"), signal)) === null) return;
      isUp = await comesUp(part, signal);
      if (signal.aborted) return;
      news = `${part.name} could not be started.`;
    }
    log.warn(`${part.name} runs again.`);
  }
}

async function comesUp(part: Part, signal: AbortSignal): Promise<boolean> {
  try {
    await part.restart(signal);
    return true;
  } catch (error) {
    if (!signal.aborted) log.error({ err: error }, `${part.name} did not come up`);
    return false;
  }
}

/** Null when `signal` came first. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | null> {
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const onAbort = () => resolve(null);
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

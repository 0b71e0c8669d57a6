import { STREAM_BEAT_MS } from "../policy.ts";

const OPEN_MS = 3_000;
const INBOX_MS = 10_000;
const SLOWEST_MS = 60_000;
const FIRST_RETRY_MS = 1_000;
/** After a minute without any change a poll is due every 3 s, after twenty minutes every minute. */
const IDLE_SHARE = 20;

export type Circumstances = {
  readonly isStreamUp: boolean;
  readonly hasOpenConversation: boolean;
  /** Since something last changed or the person last did something. */
  readonly idleMs: number;
  /** Failed attempts in a row. */
  readonly failures: number;
};

/** How long to wait before asking again, in ms. `random` is in [0, 1) and shifts it by up to a fifth. */
export function pollInterval(
  { isStreamUp, hasOpenConversation, idleMs, failures }: Circumstances,
  random: number,
): number {
  if (failures > 0) return backOff(failures, random);
  const base = isStreamUp ? SLOWEST_MS : hasOpenConversation ? OPEN_MS : INBOX_MS;
  return jitter(Math.min(SLOWEST_MS, Math.max(base, idleMs / IDLE_SHARE)), random);
}

/** How long to wait after this many failures in a row, in ms: 1, 2, 4… s, at most a minute, shifted as above. */
export function backOff(failures: number, random: number): number {
  return jitter(Math.min(SLOWEST_MS, FIRST_RETRY_MS * 2 ** (Math.max(1, failures) - 1)), random);
}

function jitter(ms: number, random: number): number {
  return Math.round(ms * (0.8 + random * 0.4));
}

/** True for a stream that has missed a beat: it is no longer relied on alone. */
export function isLate(silentMs: number): boolean {
  return silentMs > 1.5 * STREAM_BEAT_MS;
}

/** True for a stream that has missed two beats: it is dead, whatever the browser believes. */
export function isGone(silentMs: number): boolean {
  return silentMs > 2.5 * STREAM_BEAT_MS;
}

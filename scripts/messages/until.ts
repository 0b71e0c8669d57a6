import { setTimeout as sleep } from "node:timers/promises";

const LOOK_MS = 20;

/** Waits until `isDone`, for at most `patienceMs`. False when that was not enough. */
export async function until(isDone: () => boolean, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (!isDone()) {
    if (performance.now() > deadline) return false;
    await sleep(LOOK_MS);
  }
  return true;
}

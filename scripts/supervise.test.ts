import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { keepRunning, type Part, pauseBefore } from "./supervise.ts";

const PAUSES = { pausesMs: [0, 50, 100], steadyMs: 400 };

/** A part that lives for a given time after each start, and notes when it was started. */
function mortal(lifeMs: (start: number) => number, isBroken = (_: number) => false) {
  const starts: number[] = [];
  let life = Promise.resolve("killed");
  const part: Part = {
    name: "A part",
    ended: () => life,
    async restart() {
      starts.push(performance.now());
      if (isBroken(starts.length)) throw new Error("It does not come up");
      life = sleep(lifeMs(starts.length), "killed");
    },
  };
  return { part, starts };
}

function gapsOf(starts: readonly number[]): number[] {
  return starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
}

test("what ends is started again at once, and then with pauses that grow up to a limit", async () => {
  const { part, starts } = mortal(() => 0);
  const kept = keepRunning(part, PAUSES);
  await expect.poll(() => starts.length).toBeGreaterThanOrEqual(5);
  await kept.stop();
  const [second, ...later] = gapsOf(starts);
  expect(second).toBeGreaterThanOrEqual(48);
  for (const gap of later) expect(gap).toBeGreaterThanOrEqual(98);
});

test("what cannot be started is tried again with the same pauses, never in a tight loop", async () => {
  const { part, starts } = mortal(
    () => 0,
    () => true,
  );
  const kept = keepRunning(part, PAUSES);
  await expect.poll(() => starts.length).toBeGreaterThanOrEqual(4);
  await kept.stop();
  const [second, ...later] = gapsOf(starts);
  expect(second).toBeGreaterThanOrEqual(48);
  for (const gap of later) expect(gap).toBeGreaterThanOrEqual(98);
});

test("after a long enough life, its next end counts as the first again", async () => {
  const { part, starts } = mortal((start) => (start === 3 ? 500 : 0));
  // Were it the fourth end in a row, nothing would start again while this test waits.
  const kept = keepRunning(part, { pausesMs: [0, 10, 10, 600_000], steadyMs: 400 });
  await expect.poll(() => starts.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(4);
  await kept.stop();
});

test("once it is stopped nothing is started, even when a start was due", async () => {
  const { part, starts } = mortal(() => 0);
  const kept = keepRunning(part, { pausesMs: [10_000], steadyMs: 1 });
  await sleep(20);
  await kept.stop();
  expect(starts).toEqual([]);
});

test("however often it could not be started, it is tried again within seconds", () => {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    expect(pauseBefore(attempt)).toBeLessThanOrEqual(5_000);
  }
});

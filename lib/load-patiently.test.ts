import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadPatiently } from "./load-patiently.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a part that cannot load while the server is away loads when it is back, however long that takes", async () => {
  let isAway = true;
  const load = vi.fn(async () => {
    if (isAway) throw new Error("Failed to load chunk");
    return "the part";
  });
  const arrived = vi.fn();
  void loadPatiently(load).then(arrived);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(arrived).not.toHaveBeenCalled();
  // Few enough not to hold up a server that is starting again.
  expect(load.mock.calls.length).toBeLessThan(30);
  isAway = false;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(arrived.mock.calls).toEqual([["the part"]]);
});

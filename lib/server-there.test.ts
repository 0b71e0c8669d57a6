import { afterEach, expect, test, vi } from "vitest";
import { isServerThere, untilServerIsThere } from "./server-there.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const outOfReach = async () => Promise.reject(new TypeError("Failed to fetch"));

test.each([
  ["answers", async () => new Response("{}"), true],
  ["is behind a proxy that cannot reach it", async () => new Response("", { status: 502 }), false],
  ["has no database", async () => new Response("{}", { status: 503 }), false],
  ["is out of reach", outOfReach, false],
])("a server that %s", async (_, answer, isThere) => {
  vi.stubGlobal("fetch", answer);
  expect(await isServerThere()).toBe(isThere);
});

test("a server that is away is waited for until it is back", async () => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", outOfReach);
  const back = vi.fn();
  void untilServerIsThere().then(back);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(back).not.toHaveBeenCalled();
  vi.stubGlobal("fetch", async () => new Response("{}"));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(back).toHaveBeenCalledOnce();
});

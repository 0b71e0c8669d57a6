import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FreshCache } from "./fresh-cache.ts";

const FRESH_MS = 30_000;
const browser = { onLine: true };
const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
const view = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  browser.onLine = true;
  page.visibilityState = "visible";
  vi.stubGlobal("navigator", browser);
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", view);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("what several want at once is loaded once, and again when it is no longer fresh", async () => {
  const load = vi.fn(async (id: string) => `${id} ${load.mock.calls.length}`);
  const cache = new FreshCache(load, FRESH_MS);
  const told = vi.fn();
  cache.subscribe(told);
  cache.want("a");
  cache.want("a");
  expect(cache.read("a")).toEqual({ state: "loading" });
  await vi.advanceTimersByTimeAsync(0);
  expect(cache.read("a")).toEqual({ state: "ready", data: "a 1" });
  expect(told).toHaveBeenCalled();

  await vi.advanceTimersByTimeAsync(FRESH_MS - 1);
  cache.want("a");
  await vi.advanceTimersByTimeAsync(1);
  expect(load).toHaveBeenCalledOnce();
  cache.want("a");
  expect(cache.read("a"), "the older data stays").toEqual({ state: "ready", data: "a 1" });
  await vi.advanceTimersByTimeAsync(0);
  expect(cache.read("a")).toEqual({ state: "ready", data: "a 2" });
});

test("what came by another way is not loaded", async () => {
  const load = vi.fn(async () => "loaded");
  const cache = new FreshCache(load, FRESH_MS);
  cache.put("a", "given");
  cache.want("a");
  await vi.advanceTimersByTimeAsync(0);
  expect(cache.read("a")).toEqual({ state: "ready", data: "given" });
  expect(load).not.toHaveBeenCalled();
});

test("loading is tried four times, then it has failed until somebody wants it again", async () => {
  const load = vi.fn(async (): Promise<string> => {
    throw new Error("away");
  });
  const cache = new FreshCache(load, FRESH_MS);
  cache.want("a");
  await vi.advanceTimersByTimeAsync(6_999);
  expect(cache.read("a")).toEqual({ state: "loading" });
  await vi.advanceTimersByTimeAsync(1);
  expect(cache.read("a")).toEqual({ state: "failed" });
  expect(load).toHaveBeenCalledTimes(4);

  load.mockResolvedValueOnce("there");
  cache.want("a");
  await vi.advanceTimersByTimeAsync(0);
  expect(cache.read("a")).toEqual({ state: "ready", data: "there" });
});

test("without a connection nothing is asked; it loads by itself when there is one again", async () => {
  const load = vi.fn(async () => "there");
  const cache = new FreshCache(load, FRESH_MS);
  browser.onLine = false;
  cache.want("a");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(cache.read("a")).toEqual({ state: "offline" });
  expect(load).not.toHaveBeenCalled();
  browser.onLine = true;
  view.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(0);
  expect(cache.read("a")).toEqual({ state: "ready", data: "there" });
});

test("what is kept fresh is loaded again when the person comes back to it, and not after that ends", async () => {
  const load = vi.fn(async () => "there");
  const cache = new FreshCache(load, FRESH_MS);
  const end = cache.keepFresh("a");
  await vi.advanceTimersByTimeAsync(FRESH_MS);
  page.visibilityState = "hidden";
  page.dispatchEvent(new Event("visibilitychange"));
  expect(load).toHaveBeenCalledOnce();
  page.visibilityState = "visible";
  page.dispatchEvent(new Event("visibilitychange"));
  await vi.advanceTimersByTimeAsync(FRESH_MS);
  expect(load).toHaveBeenCalledTimes(2);
  end();
  page.dispatchEvent(new Event("visibilitychange"));
  view.dispatchEvent(new Event("online"));
  expect(load).toHaveBeenCalledTimes(2);
});

test("only the last hundred are kept", () => {
  const cache = new FreshCache(async () => "", FRESH_MS);
  for (let number = 0; number <= 100; number += 1) cache.put(String(number), "here");
  expect(cache.read("0").state).toBe("loading");
  expect(cache.read("1").state).toBe("ready");
});

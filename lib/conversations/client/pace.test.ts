import { expect, test } from "vitest";
import { backOff, pollInterval } from "./pace.ts";

const calm = { isStreamUp: false, hasOpenConversation: false, idleMs: 0, failures: 0 };
const MIDDLE = 0.5;

test("polls an open conversation every 3 s, the inbox every 10 s, and with a stream every minute", () => {
  expect(pollInterval({ ...calm, hasOpenConversation: true }, MIDDLE)).toBe(3_000);
  expect(pollInterval(calm, MIDDLE)).toBe(10_000);
  expect(pollInterval({ ...calm, hasOpenConversation: true, isStreamUp: true }, MIDDLE)).toBe(
    60_000,
  );
});

test("polling slows down while nothing happens, to at most a minute", () => {
  const after = (idleMs: number) =>
    pollInterval({ ...calm, hasOpenConversation: true, idleMs }, MIDDLE);
  expect(after(60_000)).toBe(3_000);
  expect(after(600_000)).toBe(30_000);
  expect(after(36_000_000)).toBe(60_000);
});

test("failures lead to longer and longer pauses, up to a minute", () => {
  const pauses = [1, 2, 3, 4, 20].map((failures) => backOff(failures, MIDDLE));
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 60_000]);
  expect(pollInterval({ ...calm, isStreamUp: true, failures: 2 }, MIDDLE)).toBe(2_000);
});

test("no two browsers poll in step: every pause varies by up to a fifth", () => {
  expect(pollInterval(calm, 0)).toBe(8_000);
  expect(pollInterval(calm, 0.999)).toBeLessThanOrEqual(12_000);
});

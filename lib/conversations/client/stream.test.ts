import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { STREAM_BEAT_MS } from "../policy.ts";
import { SharedStream } from "./stream.ts";

const BEAT = JSON.stringify({ kind: "beat" });

/** A stream of which the test decides what it says. */
class FakeSource {
  static opened: FakeSource[] = [];
  static CLOSED = 2;
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;

  constructor() {
    FakeSource.opened.push(this);
  }

  close(): void {
    this.readyState = FakeSource.CLOSED;
  }
}

class FakeChannel {
  onmessage: unknown = null;
  postMessage(): void {}
  close(): void {}
}

const page = { hidden: false };

beforeEach(() => {
  vi.useFakeTimers();
  FakeSource.opened = [];
  page.hidden = false;
  vi.stubGlobal("EventSource", FakeSource);
  vi.stubGlobal("BroadcastChannel", FakeChannel);
  vi.stubGlobal("document", page);
  vi.stubGlobal("navigator", {
    locks: { request: (_: string, __: object, work: () => Promise<void>) => work() },
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function start() {
  const heard: { states: boolean[]; wakes: number } = { states: [], wakes: 0 };
  const sharing = new SharedStream("usr_me", {
    onSignal: () => {},
    onState: (isUp) => heard.states.push(isUp),
    onWake: () => {
      heard.wakes += 1;
    },
    onStored: () => {},
  });
  sharing.start();
  FakeSource.opened[0]?.onopen?.();
  return { sharing, heard };
}

test("a stream that beats stays up and is opened once", () => {
  const { sharing, heard } = start();
  for (let count = 0; count < 12; count += 1) {
    vi.advanceTimersByTime(STREAM_BEAT_MS);
    FakeSource.opened[0]?.onmessage?.({ data: BEAT });
  }
  expect(heard.states).toEqual([true]);
  expect(FakeSource.opened).toHaveLength(1);
  sharing.stop();
});

test("a stream that misses a beat counts as down, and one that misses two is reopened", () => {
  const { sharing, heard } = start();
  vi.advanceTimersByTime(1.8 * STREAM_BEAT_MS);
  expect(heard.states).toEqual([true, false]);
  expect(FakeSource.opened).toHaveLength(1);
  vi.advanceTimersByTime(STREAM_BEAT_MS);
  expect(FakeSource.opened).toHaveLength(2);
  expect(FakeSource.opened[0]?.readyState).toBe(FakeSource.CLOSED);
  FakeSource.opened[1]?.onopen?.();
  expect(heard.states).toEqual([true, false, true]);
  sharing.stop();
});

test("a computer that has slept asks at once and opens a new stream", () => {
  const { sharing, heard } = start();
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(2_500);
  expect(heard.wakes).toBe(1);
  expect(FakeSource.opened).toHaveLength(2);
  sharing.stop();
});

test("after a change of network the old stream is not waited for", () => {
  const { sharing } = start();
  sharing.wake({ isOtherNetwork: false });
  expect(FakeSource.opened).toHaveLength(1);
  sharing.wake({ isOtherNetwork: true });
  expect(FakeSource.opened).toHaveLength(2);
  sharing.stop();
});

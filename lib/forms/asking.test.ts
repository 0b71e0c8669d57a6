import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findOut, hearLeftovers, hearOutcomes, hurry, isBeingAsked } from "./asking.ts";
import type { Unanswered } from "./drafts.ts";

const ANA = "usr_00000000000000000000000001";
const place = { name: "/proposals/prp_1", does: "Withdraw this proposal", fields: [] };
const sentAs = (key: string): Unanswered => ({ key, sentAtMs: 0, place, contents: {} });

let answers: (() => Response)[] = [];
const asked = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("fetch", async (url: string) => {
    asked(url);
    const answer = answers.shift();
    if (!answer) throw new TypeError("Failed to fetch");
    return answer();
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  asked.mockReset();
  answers = [];
});

const done = () => Response.json({ answer: { message: "Withdrawn." } });
const DONE = { kind: "done", answer: { message: "Withdrawn." } };

/** A listener: a form, or what stands in for forms that are gone. */
function listener(isMeant = true) {
  return vi.fn((_sent: Unanswered, _outcome: unknown) => isMeant);
}

test("a form that is still there hears what became of it, and nothing else has to say it", async () => {
  const [form, other, leftovers] = [listener(), listener(false), listener()];
  const stops = [hearOutcomes(form), hearOutcomes(other), hearLeftovers(leftovers)];
  answers = [done];
  findOut(ANA, sentAs("a"));
  await vi.advanceTimersByTimeAsync(0);
  expect(form.mock.calls).toEqual([[sentAs("a"), DONE]]);
  expect(leftovers).not.toHaveBeenCalled();
  for (const stop of stops) stop();
});

test("when its own work removes a form, the outcome is still said", async () => {
  const [form, leftovers] = [listener(), listener()];
  const stop = hearLeftovers(leftovers);
  const leave = hearOutcomes(form);
  findOut(ANA, sentAs("b"));
  await vi.advanceTimersByTimeAsync(0);
  leave();
  expect(isBeingAsked("b")).toBe(true);
  answers = [done];
  await vi.advanceTimersByTimeAsync(1_000);
  expect(form).not.toHaveBeenCalled();
  expect(leftovers.mock.calls).toEqual([[sentAs("b"), DONE]]);
  expect(isBeingAsked("b")).toBe(false);
  stop();
});

test("when a form goes, the server is asked at once and only one answer is said", async () => {
  const leftovers = listener();
  const stop = hearLeftovers(leftovers);
  findOut(ANA, sentAs("c"));
  await vi.advanceTimersByTimeAsync(1);
  answers = [done];
  hurry("c");
  await vi.advanceTimersByTimeAsync(0);
  expect(leftovers).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(leftovers).toHaveBeenCalledOnce();
  expect(asked).toHaveBeenCalledTimes(2);
  hurry("c");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveBeenCalledTimes(2);
  stop();
});

test("a form that did not run is told apart from one whose sender is signed out", async () => {
  const leftovers = listener();
  const stop = hearLeftovers(leftovers);
  answers = [() => Response.json({ answer: null }), () => new Response(null, { status: 401 })];
  findOut(ANA, sentAs("d"));
  await vi.advanceTimersByTimeAsync(0);
  findOut(ANA, sentAs("e"));
  await vi.advanceTimersByTimeAsync(0);
  expect(leftovers.mock.calls).toEqual([
    [sentAs("d"), { kind: "notDone" }],
    [sentAs("e"), { kind: "signedOut" }],
  ]);
  stop();
});

test("what came before anybody listened is heard by the first who does, once", async () => {
  answers = [done];
  findOut(ANA, sentAs("early"));
  await vi.advanceTimersByTimeAsync(0);
  const [first, second] = [listener(), listener()];
  hearLeftovers(first)();
  hearLeftovers(second)();
  expect(first).toHaveBeenCalledExactlyOnceWith(sentAs("early"), DONE);
  expect(second).not.toHaveBeenCalled();
});

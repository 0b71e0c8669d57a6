import { expect, test } from "vitest";
import { type Outcome, summarise } from "./checks.ts";

function outcome(counts: Partial<Outcome>): Outcome {
  return { name: "tests", passed: 0, failed: 0, skipped: 0, seconds: 1.25, ...counts };
}

test("the last line adds up what the runners reported", () => {
  const summary = summarise([outcome({}), outcome({ passed: 12 }), outcome({ passed: 3 })]);
  expect(summary).toMatchObject({ isGood: true });
  expect(summary.lines.at(-1)).toBe("15 passed, 0 failed");
});

test("one failure anywhere fails the whole", () => {
  const summary = summarise([outcome({ failed: 1 }), outcome({ passed: 12 })]);
  expect(summary).toMatchObject({ isGood: false });
  expect(summary.lines).toEqual([
    "failed  tests (1.3 s, 0 passed)",
    "ok      tests (1.3 s, 12 passed)",
    "12 passed, 1 failed",
  ]);
});

test("a run without tests is no success", () => {
  expect(summarise([outcome({})])).toMatchObject({ isGood: false });
});

test("skipped tests are reported", () => {
  expect(summarise([outcome({ passed: 1, skipped: 2 })]).lines.at(-1)).toBe(
    "1 passed, 0 failed, 2 skipped",
  );
});

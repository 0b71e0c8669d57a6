import { expect, test } from "vitest";
import { isComposing, noteCompositionEnd } from "./composition.tsx";

const enter = { isComposing: false, keyCode: 13, timeStamp: 5_000 };

test("a plain Enter belongs to the person", () => {
  expect(isComposing(enter)).toBe(false);
});

test("a key during a composition belongs to the input method", () => {
  expect(isComposing({ ...enter, isComposing: true })).toBe(true);
});

test("an Enter that ends a composition belongs to it, even when the composition ended before it (Safari)", () => {
  expect(isComposing({ ...enter, keyCode: 229 })).toBe(true);
  noteCompositionEnd({ timeStamp: 9_000 });
  expect(isComposing({ ...enter, timeStamp: 9_001 })).toBe(true);
  expect(isComposing({ ...enter, timeStamp: 9_200 })).toBe(false);
});

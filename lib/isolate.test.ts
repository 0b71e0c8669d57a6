import { expect, test } from "vitest";
import { isolate } from "./text.ts";

test("right-to-left words are isolated, with their brackets", () => {
  expect(isolate("שרה (50%)")).toBe("\u2068שרה (50%)\u2069");
  expect(isolate("متجر نور")).toBe("\u2068متجر نور\u2069");
});

test("other words stay as they are", () => {
  for (const text of ["Ana Moreau (50%)", "Σοφία", "山田", ""]) expect(isolate(text)).toBe(text);
});

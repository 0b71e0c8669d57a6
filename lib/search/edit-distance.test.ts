import { expect, test } from "vitest";
import { editDistance, oneSlipFrom } from "./edit-distance.ts";

test.each([
  ["webflwo", "webflow", 1],
  ["chekout", "checkout", 1],
  ["acessibility", "accessibility", 1],
  ["react", "react", 0],
  ["", "abc", 3],
  ["abc", "", 3],
  ["kitten", "sitting", 3],
  ["ca", "abc", 3],
])("from %s to %s it takes %i slips", (a, b, slips) => {
  expect(editDistance(a, b)).toBe(slips);
});

test("whatever is one slip away is listed, and nothing else", () => {
  const near = oneSlipFrom("react");
  expect(near).toEqual(
    expect.arrayContaining(["raect", "reac", "reacts", "reakt", "eact", "rreact"]),
  );
  expect(near.every((other) => editDistance("react", other) === 1)).toBe(true);
  expect(oneSlipFrom("")).toContain("a");
});

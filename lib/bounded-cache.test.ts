import { expect, test } from "vitest";
import { boundedCache } from "./bounded-cache.ts";

function counting(max: number) {
  const made: number[] = [];
  const read = boundedCache(max, (key: number) => {
    made.push(key);
    return { key };
  });
  return { made, read };
}

test("a value asked for again is not made again", () => {
  const { made, read } = counting(2);
  expect(read(1)).toBe(read(1));
  expect(made).toEqual([1]);
});

test("at most `max` values are kept, the last used among them", () => {
  const { made, read } = counting(2);
  for (const key of [1, 2, 1, 3, 1, 2]) read(key);
  expect(made).toEqual([1, 2, 3, 2]);
});

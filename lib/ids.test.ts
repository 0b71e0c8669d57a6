import { expect, test } from "vitest";
import { isId } from "./ids.ts";
import { newId } from "./new-id.ts";

test("an id says what it names, and only its exact form is recognised", () => {
  const id = newId("job");
  expect(isId("job", id)).toBe(true);
  expect(isId("usr", id)).toBe(false);
  for (const other of [
    `${id}0`,
    id.toUpperCase(),
    `${id}\n`,
    "job_",
    "",
    null,
    7,
    `job_${"-".repeat(26)}`,
  ]) {
    expect(isId("job", other)).toBe(false);
  }
});

test("ten thousand ids are all different", () => {
  expect(new Set(Array.from({ length: 10_000 }, () => newId("job"))).size).toBe(10_000);
});

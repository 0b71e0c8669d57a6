import { expect, test } from "vitest";
import { changedFields, mayChange } from "./policy.ts";

test("unchanged dates, lists and amounts do not count as changes", () => {
  const job = { at: new Date(5), skills: ["a", "b"], budgetCents: 5, note: null };
  const same = { at: new Date(5), skills: ["a", "b"], budgetCents: 5, note: null };
  expect(changedFields(job, same)).toEqual([]);
  expect(changedFields(job, { at: new Date(6), skills: ["b", "a"], budgetCents: 5 })).toEqual([
    "at",
    "skills",
  ]);
});

test("the terms that people applied on are fixed from the first proposal on", () => {
  for (const term of ["budgetCents", "releaseRule", "reviewWindowDays", "rounds"]) {
    expect(mayChange(["title", term], true)).toBe(false);
    expect(mayChange(["title", term], false)).toBe(true);
  }
  expect(mayChange(["title", "description", "skills", "deadlineAt", "timelineDays"], true)).toBe(
    true,
  );
});

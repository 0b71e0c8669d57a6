import { expect, test } from "vitest";
import { houseOf } from "./house.ts";
import { NAVIGATION } from "./navigation.ts";
import { isAt } from "./place.ts";

const marked = (role: keyof typeof NAVIGATION, path: string) =>
  NAVIGATION[role].bottom
    .filter((place) => isAt(place, path, NAVIGATION[role].bottom))
    .map((place) => place.label);

test("at most one place is marked: the best match", () => {
  expect(marked("freelancer", "/jobs/job_1")).toEqual(["Jobs"]);
  expect(marked("client", "/jobs/new")).toEqual(["My Jobs"]);
  expect(marked("client", "/inbox/cnv_1")).toEqual(["Inbox"]);
  expect(marked("client", "/contracts/ctr_1")).toEqual(["My Jobs"]);
  expect(marked("freelancer", "/settings/profile")).toEqual(["Me"]);
  expect(marked("freelancer", "/jobsearch")).toEqual([]);
});

test("a phone's bar has at most five places", () => {
  for (const { bottom } of Object.values(NAVIGATION)) expect(bottom.length).toBeLessThanOrEqual(5);
});

test("no role is offered what it may not do", () => {
  const offered = (role: keyof typeof NAVIGATION) =>
    [...NAVIGATION[role].top, ...NAVIGATION[role].bottom].map((place) => place.href);
  expect(offered("freelancer")).not.toContain("/jobs/new");
  expect(offered("client")).not.toContain("/admin");
  expect(offered("freelancer")).not.toContain("/admin");
});

test("everybody in the house is offered the pages that their rights open, and no other", () => {
  const labels = (role: keyof typeof NAVIGATION) => houseOf(role).map(({ label }) => label);
  expect(labels("client")).toEqual([]);
  expect(labels("moderator")).toContain("Reports");
  expect(labels("moderator")).not.toContain("Ledger");
  expect(labels("accountant")).toContain("Ledger");
  for (const label of ["Reports", "Tasks", "Audit"]) {
    expect(labels("accountant")).not.toContain(label);
    expect(labels("admin")).toContain(label);
  }
});

import { expect, test } from "vitest";
import { planFaults } from "./plan.ts";

test.each([1, 6, 50])(
  "of %i kills every one is planned, and every other fault at least once",
  (kills) => {
    const plan = planFaults(kills);
    const count = (wanted: string) => plan.filter(({ kind }) => kind === wanted).length;
    expect(count("kill")).toBe(kills);
    expect(count("database away")).toBe(1);
    expect(count("disk full")).toBe(1);
    expect(count("cut commits")).toBeGreaterThan(0);
  },
);

test("nine kills hit every kind of process", () => {
  const hit = planFaults(9).flatMap((fault) => (fault.kind === "kill" ? [...fault.blow] : []));
  expect(new Set(hit)).toEqual(new Set(["web", "worker", "start", "backend", "postmaster"]));
});

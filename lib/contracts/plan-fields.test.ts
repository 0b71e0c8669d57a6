import { expect, test } from "vitest";
import { gatherPlan, planField } from "./plan-fields.ts";

test("a form's rows become the plan: dropped and empty ones leave holes, so that errors name the right row", () => {
  const form = {
    note: "Why",
    [planField(0, "number")]: "1",
    [planField(0, "amountCents")]: "10",
    [planField(0, "isDropped")]: "on",
    [planField(1, "number")]: "2",
    [planField(1, "amountCents")]: "20",
    [planField(2, "title")]: " ",
    [planField(2, "rounds")]: "2",
    [planField(3, "title")]: "More",
  };
  expect(gatherPlan(form)).toEqual({
    note: "Why",
    milestones: [null, { number: "2", amountCents: "20" }, null, { title: "More" }],
  });
  expect(gatherPlan({ milestones: [] })).toEqual({ milestones: [] });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AGREED_AT, agreedMilestone } from "#db/testing/agreed-milestone";
import { NO_FEE } from "#lib/jobs/fee";
import { cents } from "#lib/money";
import { agreedCents, heldOf, placesOf } from "./milestones.ts";
import {
  applyPlan,
  heldByPlan,
  listDifferences,
  type PlanLine,
  planOf,
  planRefusal,
} from "./plans.ts";

const LATER = new Date("2026-11-25T14:10:00Z");

const FIRST = agreedMilestone(1, "funded", 1_000);
const SECOND = agreedMilestone(2, "planned", 500);
const ALL = [FIRST, SECOND];
const UNSUBMITTED = { fee: NO_FEE, submitted: [] };

function line(number: number | null, amount: number, days = 7): PlanLine {
  const title = number === null ? "More" : `Part ${number}`;
  return { number, title, amountCents: cents(amount), days, rounds: 2, checklist: [] };
}

describe("a plan is refused", () => {
  test.each([
    ["that changes nothing", planOf(ALL), "plan_unchanged"],
    ["that leaves nothing to do", [], "plan_empty"],
    ["of a milestone that there is none of", [...planOf(ALL), line(7, 100)], "plan_outdated"],
    ["that names one twice", [...planOf(ALL), line(1, 100)], "invalid_input"],
    [
      "of more than twenty",
      [...planOf(ALL), ...Array.from({ length: 19 }, () => line(null, 100))],
      "plan_full",
    ],
  ])("%s", (_, plan, code) => {
    expect(planRefusal(ALL, plan, UNSUBMITTED)?.code).toBe(code);
  });

  test("that changes what was submitted, but not when it only gives more time for it", () => {
    const submitted = { fee: NO_FEE, submitted: [1] };
    expect(planRefusal(ALL, [line(1, 900), line(2, 500)], submitted)?.code).toBe(
      "plan_of_submitted",
    );
    expect(planRefusal(ALL, [line(2, 500)], submitted)?.code).toBe("plan_of_submitted");
    expect(planRefusal(ALL, [line(1, 1_000, 20), line(2, 500)], submitted)).toBeNull();
    const underReview = [agreedMilestone(1, "submitted", 1_000), SECOND];
    expect(planRefusal(underReview, [line(1, 900)], UNSUBMITTED)?.code).toBe("plan_outdated");
  });

  test("of which the fee would leave nothing", () => {
    const fee = { feeBasisPoints: 0, feeMinimumCents: cents(200) };
    const plan = [line(1, 1_000), line(2, 200)];
    expect(planRefusal(ALL, plan, { fee, submitted: [] })?.code).toBe("price_within_fee");
  });
});

describe("once both agree", () => {
  test("another price for held money takes its place, and the old one is refunded whole", () => {
    const after = applyPlan(ALL, [line(1, 1_200), line(2, 500)], LATER);
    expect(after.map(({ number, position, status }) => [number, position, status])).toEqual([
      [1, 1, "dropped"],
      [2, 2, "planned"],
      [3, 1, "funded"],
    ]);
    expect(after[0]).toMatchObject({ refundedAt: LATER, refundedCents: 1_000 });
    expect(after[2]).toMatchObject({ fundedAt: LATER, amountCents: 1_200, dueAt: AGREED_AT });
    expect(placesOf(after).map(({ number }) => number)).toEqual([3, 2]);
  });

  test("more time counts from when it was first held, and moves no money", () => {
    const after = applyPlan(ALL, [line(1, 1_000, 10), line(2, 500)], LATER);
    expect(after[0]).toMatchObject({ number: 1, status: "funded", days: 10, fundedAt: AGREED_AT });
    expect(after[0]?.dueAt).toEqual(new Date("2026-12-02T14:10:00Z"));
    expect(after[1]).toBe(SECOND);
  });

  test("what is added comes last and is not held", () => {
    const after = applyPlan(ALL, [...planOf(ALL), line(null, 300)], LATER);
    expect(after.at(-1)).toMatchObject({
      number: 3,
      position: 3,
      status: "planned",
      fundedAt: null,
    });
  });

  test("the money held before and after is what was said, and all that is agreed on is the plan", () => {
    const amount = fc.integer({ min: 1, max: 5_000 });
    const some = fc.record({
      first: fc.option(amount),
      second: fc.option(amount),
      added: fc.array(amount, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(some, ({ first, second, added }) => {
        const plan = [
          ...(first === null ? [] : [line(1, first)]),
          ...(second === null ? [] : [line(2, second)]),
          ...added.map((each) => line(null, each)),
        ];
        if (planRefusal(ALL, plan, UNSUBMITTED)) return;
        const after = applyPlan(ALL, plan, LATER);
        const { beforeCents, afterCents } = heldByPlan(ALL, plan);
        expect([heldOf(ALL), heldOf(after)]).toEqual([beforeCents, afterCents]);
        expect(agreedCents(after)).toBe(plan.reduce((sum, each) => sum + each.amountCents, 0));
        expect(new Set(after.map(({ number }) => number)).size).toBe(after.length);
      }),
    );
  });
});

test("a difference says before and after, and leaves out what stays", () => {
  const differences = listDifferences(ALL, [line(1, 900), line(2, 500), line(null, 300)]);
  expect(differences.map(({ before, after }) => [before?.amountCents, after?.amountCents])).toEqual(
    [
      [1_000, 900],
      [undefined, 300],
    ],
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AGREED_AT, agreedMilestone } from "#db/testing/agreed-milestone";
import { NO_FEE } from "#lib/jobs/fee";
import { cents } from "#lib/money";
import { heldOf, jobStatusOf } from "./milestones.ts";
import {
  applySettlement,
  outcomeOf,
  settleable,
  settlementRefusal,
  sharesOf,
} from "./settlements.ts";

const ALL = [
  agreedMilestone(1, "submitted", 1_000),
  agreedMilestone(2, "funded", 501),
  agreedMilestone(3, "planned", 300),
];

describe("a settlement", () => {
  test("pays the first milestones first, and every cent of each goes to one of the two", () => {
    const shares = sharesOf(settleable(ALL, null), cents(1_200));
    expect(shares.map(({ toFreelancerCents }) => toFreelancerCents)).toEqual([1_000, 200]);
    const after = applySettlement(ALL, shares, { fee: NO_FEE, at: AGREED_AT });
    expect(
      after.map(({ status, releasedCents, refundedCents }) => [
        status,
        releasedCents,
        refundedCents,
      ]),
    ).toEqual([
      ["settled", 1_000, 0],
      ["settled", 200, 301],
      ["dropped", 0, 0],
    ]);
    expect(jobStatusOf(after)).toBe("completed");
  });

  test("of one milestone leaves the others as they are", () => {
    const shares = sharesOf(settleable(ALL, 2), cents(0));
    const after = applySettlement(ALL, shares, { fee: NO_FEE, at: AGREED_AT });
    expect(after[0]).toBe(ALL[0]);
    expect(after[1]).toMatchObject({ status: "settled", refundedCents: 501 });
    expect(after[2]).toBe(ALL[2]);
    expect(jobStatusOf(after)).toBe("in_progress");
  });

  test("of which nothing is paid is a cancelled contract", () => {
    const shares = sharesOf(settleable(ALL, null), cents(0));
    expect(jobStatusOf(applySettlement(ALL, shares, { fee: NO_FEE, at: AGREED_AT }))).toBe(
      "cancelled",
    );
  });

  test("that was proposed for another amount is outdated", () => {
    const shares = sharesOf(settleable(ALL, null), cents(100));
    expect(settlementRefusal(ALL, shares)).toBeNull();
    const dearer = [{ ...agreedMilestone(1, "submitted", 1_100) }, ...ALL.slice(1)];
    expect(settlementRefusal(dearer, shares)?.code).toBe("plan_outdated");
    expect(settlementRefusal(ALL, [])?.code).toBe("plan_outdated");
  });

  test("keeps held = released + refunded for every amount and fee, and never a fee that leaves nothing", () => {
    const terms = fc.record({
      to: fc.integer({ min: 0, max: 1_501 }),
      feeBasisPoints: fc.integer({ min: 0, max: 9_999 }),
      minimum: fc.integer({ min: 0, max: 400 }),
    });
    fc.assert(
      fc.property(terms, ({ to, feeBasisPoints, minimum }) => {
        const fee = { feeBasisPoints, feeMinimumCents: cents(minimum) };
        const shares = sharesOf(settleable(ALL, null), cents(to));
        const after = applySettlement(ALL, shares, { fee, at: AGREED_AT });
        for (const each of after.slice(0, 2)) {
          expect(each.releasedCents + each.refundedCents).toBe(each.amountCents);
          if (each.releasedCents > 0) expect(each.earnedCents).toBeGreaterThan(0);
        }
        const { heldCents, toFreelancerCents, toClientCents, feeCents } = outcomeOf(
          shares,
          ALL,
          fee,
        );
        expect(toFreelancerCents + toClientCents + feeCents).toBe(heldCents);
        expect(heldOf(after)).toBe(0);
      }),
    );
  });
});

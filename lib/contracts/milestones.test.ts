import { describe, expect, test } from "vitest";
import { cents } from "#lib/money";
import {
  currentOf,
  heldOf,
  holdOf,
  jobStatusOf,
  type Milestone,
  type MilestoneStatus,
  milestoneAt,
  referenceOf,
  roundsLeft,
  stageOf,
} from "./milestones.ts";

const AT = new Date("2026-11-22T14:10:00Z");
const NOTHING = cents(0);

function milestone(number: number, status: MilestoneStatus, paid = false): Milestone {
  const amountCents = cents(1_000 * number);
  const isOver = status === "released" || status === "settled" || status === "dropped";
  return {
    number,
    position: number,
    title: `Part ${number}`,
    amountCents,
    days: 7,
    status,
    rounds: 2,
    checklist: [],
    roundsUsed: 0,
    isNextRoundFree: false,
    fundedAt: status === "planned" || status === "dropped" ? null : AT,
    dueAt: AT,
    releasedAt: paid ? AT : null,
    releasedCents: paid ? amountCents : NOTHING,
    earnedCents: paid ? amountCents : NOTHING,
    refundedAt: status === "settled" && !paid ? AT : null,
    refundedCents: status === "settled" && !paid ? amountCents : NOTHING,
    disputeId: null,
    disputedCents: NOTHING,
    endedAt: isOver ? AT : null,
  };
}

describe("a milestone lives as a job does", () => {
  test("every stage that it comes to by a step leads back to its state", () => {
    for (const status of ["funded", "submitted"] as const) {
      expect(milestoneAt(stageOf(milestone(1, status)))).toBe(status);
    }
    expect(milestoneAt(stageOf(milestone(1, "released", true)))).toBe("released");
    expect(milestoneAt(stageOf(milestone(1, "settled")))).toBe("settled");
  });

  test("what was settled is completed when any of it was paid, and else cancelled", () => {
    expect(stageOf(milestone(1, "settled", true))).toBe("completed");
    expect(stageOf(milestone(1, "settled"))).toBe("cancelled");
  });
});

describe("the job's status", () => {
  test.each<[MilestoneStatus[], string]>([
    [["funded"], "in_progress"],
    [["submitted"], "under_review"],
    [["released"], "completed"],
    [["settled"], "cancelled"],
    [["submitted", "planned"], "in_progress"],
    [["submitted", "funded"], "in_progress"],
    [["submitted", "released"], "under_review"],
    [["released", "dropped"], "completed"],
    [["settled", "released"], "completed"],
    [["settled", "dropped"], "cancelled"],
  ])("of %j is %s", (statuses, expected) => {
    const all = statuses.map((status, index) =>
      milestone(index + 1, status, status === "released"),
    );
    expect(jobStatusOf(all)).toBe(expected);
  });
});

test("a contract is about its first open milestone in the order of the work, whatever its number", () => {
  const all = [
    milestone(1, "released", true),
    { ...milestone(2, "funded"), position: 3 },
    { ...milestone(3, "submitted"), position: 2 },
    milestone(4, "planned"),
  ];
  expect(currentOf(all).number).toBe(3);
  expect(currentOf(all.filter(({ number }) => number !== 2 && number !== 3)).number).toBe(4);
  expect(currentOf([milestone(1, "released", true), milestone(2, "dropped")]).number).toBe(1);
});

test("only what is held and open is held", () => {
  const paidAtOnce = { ...milestone(2, "submitted", true) };
  const all = [
    milestone(1, "funded"),
    paidAtOnce,
    milestone(3, "submitted"),
    milestone(4, "planned"),
  ];
  expect(heldOf(all)).toBe(4_000);
});

test("the first hold has the contract's own name, as holds had before there were others", () => {
  expect([holdOf("ctr_1", 1), holdOf("ctr_1", 2)]).toEqual(["ctr_1", "ctr_1:2"]);
  expect([referenceOf("ctr_1", 1), referenceOf("ctr_1", 2)]).toEqual([
    "contract:ctr_1",
    "contract:ctr_1:2",
  ]);
});

test("rounds are counted, a free one comes on top, and no number is no limit", () => {
  const some = milestone(1, "submitted");
  expect(roundsLeft(some)).toBe(2);
  expect(roundsLeft({ ...some, roundsUsed: 2 })).toBe(0);
  expect(roundsLeft({ ...some, roundsUsed: 2, isNextRoundFree: true })).toBe(1);
  expect(roundsLeft({ ...some, rounds: null, roundsUsed: 9 })).toBeNull();
});

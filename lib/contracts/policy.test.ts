import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NO_FEE } from "#lib/jobs/fee";
import { JOB_STATUSES, type JobParty } from "#lib/jobs/policy";
import { cents } from "#lib/money";
import { addDays } from "#lib/time";
import { clockOf, reviewsClock } from "./clocks.ts";
import type { ContractParty, ContractStepName, Sentence } from "./contract-views.ts";
import { describeContract } from "./describe-contract.ts";
import { milestoneAt } from "./milestones.ts";
import {
  type ContractFacts,
  deadlineOf,
  isLate,
  moneyEffect,
  nextContractStatus,
  refusalsFor,
  returnRefusal,
  reviewEnd,
  standingOf,
} from "./policy.ts";

const AT = new Date("2026-11-22T14:10:00Z");

const WORKING: ContractFacts = {
  status: "in_progress",
  jobStatus: "in_progress",
  milestoneNumber: 1,
  milestoneStatus: "funded",
  isLast: true,
  priceCents: cents(40_000),
  heldCents: cents(40_000),
  releasedCents: cents(0),
  earnedCents: cents(0),
  refundedCents: cents(0),
  disputedCents: cents(0),
  disputeId: null,
  disputeClock: null,
  isDisputed: false,
  fee: NO_FEE,
  releaseRule: "on_approval",
  reviewWindowDays: 14,
  hiredAt: addDays(AT, -4),
  dueAt: addDays(AT, 10),
  clock: { what: "work_never_came", at: addDays(AT, 70), waitsFor: "freelancer" },
  releasedAt: null,
  completedAt: null,
  cancelledAt: null,
  reviewsEndAt: null,
  cancellationRequestedBy: null,
  submissionCount: 0,
  isWorkSubmitted: false,
  rounds: 2,
  roundsLeft: 2,
};

const REVIEWED: ContractFacts = {
  ...WORKING,
  status: "under_review",
  jobStatus: "under_review",
  milestoneStatus: "submitted",
  submissionCount: 1,
  isWorkSubmitted: true,
  clock: { what: "window_passed", at: addDays(AT, 14), waitsFor: "client" },
};

const PAID_AND_REVIEWED: ContractFacts = {
  ...REVIEWED,
  releaseRule: "on_submission",
  heldCents: cents(0),
  releasedCents: cents(40_000),
  earnedCents: cents(40_000),
  releasedAt: AT,
};

const DONE: ContractFacts = {
  ...REVIEWED,
  status: "completed",
  jobStatus: "completed",
  milestoneStatus: "released",
  clock: null,
  completedAt: AT,
  releasedAt: AT,
  reviewsEndAt: addDays(AT, 14),
};

function refusal(contract: ContractFacts, event: ContractStepName, by: JobParty, at = AT) {
  const step = nextContractStatus({ contract, event, by, at });
  return "refusal" in step ? step.refusal.code : null;
}

function words(sentence: Sentence): string {
  return sentence
    .map((part) => (typeof part === "string" ? part : part.moment.toISOString().slice(0, 10)))
    .join("");
}

function said(contract: ContractFacts, viewer: ContractParty, at = AT): string {
  const names = { viewer, client: "Northwind Trade", freelancer: "Ana" };
  return words(describeContract(contract, at, names).ifNobodyActs);
}

describe("what a contract adds to the job's table", () => {
  test("changes can be requested only while the money is held", () => {
    expect(refusal(REVIEWED, "request_changes", "client")).toBeNull();
    expect(refusal(PAID_AND_REVIEWED, "request_changes", "client")).toBe("already_released");
  });

  test("the clock completes at the end of the window, not a millisecond before", () => {
    const end = addDays(AT, 14);
    expect(refusal(REVIEWED, "window_passed", "system", new Date(end.getTime() - 1))).toBe(
      "not_due",
    );
    expect(refusal(REVIEWED, "window_passed", "system", end)).toBeNull();
    expect(refusal(REVIEWED, "window_passed", "client", end)).toBe("forbidden");
  });

  test("cancelling takes two, before anything was submitted", () => {
    const asked: ContractFacts = { ...WORKING, cancellationRequestedBy: "client" };
    expect(refusal(WORKING, "request_cancellation", "client")).toBeNull();
    expect(refusal(asked, "request_cancellation", "freelancer")).toBe("cancellation_pending");
    expect(refusal(asked, "agree_to_cancellation", "client")).toBe("no_cancellation");
    expect(refusal(asked, "agree_to_cancellation", "freelancer")).toBeNull();
    expect(refusal(asked, "withdraw_cancellation", "freelancer")).toBe("no_cancellation");
    expect(refusal(asked, "withdraw_cancellation", "client")).toBeNull();
    const again: ContractFacts = { ...WORKING, submissionCount: 1, isWorkSubmitted: true };
    expect(refusal(again, "request_cancellation", "client")).toBe("work_submitted");
  });

  test("each side may review what is final once, for 14 days", () => {
    for (const viewer of ["client", "freelancer"] as const) {
      const since = (days: number, hasReviewed = false) =>
        refusalsFor(DONE, viewer, hasReviewed, addDays(AT, days)).review?.code ?? null;
      expect([since(0), since(13.99), since(14)]).toEqual([null, null, "reviews_closed"]);
      expect(since(0, true)).toBe("already_reviewed");
      expect(refusalsFor(REVIEWED, viewer, false, AT).review).toMatchObject({
        code: "wrong_state",
      });
      const shown = { ...DONE, reviewsEndAt: null };
      expect(refusalsFor(shown, viewer, false, AT).review).toEqual({ code: "reviews_closed" });
    }
  });

  test("a client is asked for the review, and a freelancer may leave one", () => {
    expect(standingOf(DONE, "client", false, AT)).toEqual({
      group: "needs_you",
      action: "leave_review",
    });
    expect(standingOf(DONE, "freelancer", false, AT)).toEqual({
      group: "done",
      action: "leave_review",
    });
    for (const viewer of ["client", "freelancer"] as const) {
      const nothing = { group: "done", action: null };
      expect(standingOf(DONE, viewer, true, AT)).toEqual(nothing);
      expect(standingOf(DONE, viewer, false, addDays(AT, 14))).toEqual(nothing);
    }
  });
});

describe("rounds of changes", () => {
  test("are refused when none is left, and unlimited where no number was agreed", () => {
    expect(refusal({ ...REVIEWED, roundsLeft: 1 }, "request_changes", "client")).toBeNull();
    expect(refusal({ ...REVIEWED, roundsLeft: 0 }, "request_changes", "client")).toBe(
      "no_round_left",
    );
    const unlimited = { ...REVIEWED, rounds: null, roundsLeft: null };
    expect(refusal(unlimited, "request_changes", "client")).toBeNull();
  });
});

describe("a part of several", () => {
  const planned: ContractFacts = { ...WORKING, milestoneStatus: "planned", clock: null };

  test("that is not held yet cannot be submitted, and says so", () => {
    expect(refusal(planned, "submit_work", "freelancer")).toBe("not_funded");
    expect(said(planned, "freelancer")).toBe(
      "Nothing happens until Northwind Trade holds the money for it. Work on it begins only then.",
    );
  });

  test("that is not held yet is nobody's to submit, not late, and offers nothing that would be refused", () => {
    const later = addDays(AT, 30);
    expect(standingOf(planned, "freelancer", false, later)).toEqual({
      group: "waiting",
      action: null,
    });
    expect(standingOf(planned, "client", false, later)).toEqual({ group: "active", action: null });
    expect(isLate(planned, later)).toBe(false);
    expect(deadlineOf(planned)).toBeNull();
  });

  test("that is not the last one does not complete the job", () => {
    expect(said({ ...REVIEWED, isLast: false }, "client")).toBe(
      "If nobody acts, €400.00 goes to Ana on 2026-12-06.",
    );
  });
});

describe("what a step does to the money", () => {
  test("on submission it is released with the submission, on approval it waits", () => {
    expect(moneyEffect({ ...WORKING, releaseRule: "on_submission" }, "submit_work").to).toBe(
      "freelancer",
    );
    expect(moneyEffect(WORKING, "submit_work").to).toBe("stays");
    expect(moneyEffect(REVIEWED, "mark_complete").to).toBe("freelancer");
    expect(moneyEffect(REVIEWED, "window_passed").to).toBe("freelancer");
    expect(moneyEffect(WORKING, "agree_to_cancellation").to).toBe("client");
  });

  test("released or refunded money never moves again", () => {
    fc.assert(
      fc.property(anyContract, anyStep, (contract, event) => {
        const isResolved = contract.releasedAt !== null || contract.cancelledAt !== null;
        const { to, amountCents } = moneyEffect(contract, event);
        expect(amountCents).toBe(contract.heldCents);
        if (isResolved) expect(to).toBe("stays");
      }),
    );
  });
});

describe("if nobody acts", () => {
  test("held and under review: the amount, who gets it, and when", () => {
    expect(said(REVIEWED, "client")).toBe(
      "If nobody acts, €400.00 goes to Ana on 2026-12-06, and the job is completed.",
    );
    expect(said(REVIEWED, "freelancer")).toBe(
      "If nobody acts, €400.00 goes to you on 2026-12-06, and the job is completed.",
    );
  });

  test("paid on submission: only the job has to be completed", () => {
    expect(said(PAID_AND_REVIEWED, "client")).toBe(
      "If nobody acts, the job is completed on 2026-12-06; €400.00 has already been paid to Ana.",
    );
  });

  test("while work is in progress: when the money goes back, and who can act until then", () => {
    expect(said(WORKING, "client")).toBe(
      "If nobody acts, €400.00 goes back to you on 2027-01-31; Ana has until 2026-12-02 to submit the work.",
    );
    expect(said({ ...WORKING, submissionCount: 1 }, "freelancer")).toBe(
      "If nobody acts, €400.00 goes back to Northwind Trade on 2027-01-31; until then you may submit the work again.",
    );
    expect(said(WORKING, "client", addDays(AT, 11))).toBe(
      "The agreed day was 2026-12-02: if nobody acts, €400.00 goes back to you on 2027-01-31; until then Ana may submit the work, or both sides agree to cancel, and you may ask for it from 2026-12-09 on.",
    );
    expect(said({ ...WORKING, cancellationRequestedBy: "client" }, "client")).toBe(
      "If nobody acts, €400.00 goes back to you on 2027-01-31; until then Ana may agree to cancel, or submit the work.",
    );
    expect(said({ ...WORKING, cancellationRequestedBy: "client" }, "freelancer")).toBe(
      "If nobody acts, €400.00 goes back to Northwind Trade on 2027-01-31; until then you may agree to cancel, or submit the work.",
    );
    expect(said({ ...WORKING, cancellationRequestedBy: "freelancer" }, "client")).toBe(
      "If nobody acts, €400.00 goes back to you on 2027-01-31; until then you may agree to cancel, or Ana may submit the work.",
    );
  });

  test("promises money to the freelancer exactly when the clock would pay it", () => {
    fc.assert(
      fc.property(anyContract, (contract) => {
        const end = reviewEnd(contract);
        const acts = end !== null && refusal(contract, "window_passed", "system", end) === null;
        const pays = acts && moneyEffect(contract, "window_passed").to === "freelancer";
        expect(/goes to Ana on/.test(said(contract, "client"))).toBe(pays);
      }),
    );
  });

  test("is one sentence in every state", () => {
    fc.assert(
      fc.property(anyContract, fc.constantFrom("client", "freelancer"), (contract, viewer) => {
        expect(said(contract, viewer)).toMatch(/^[A-Z].+\.$/);
      }),
    );
  });
});

describe("asking for the money back", () => {
  test("is possible from a week after the agreed day, before any work was submitted", () => {
    const week = addDays(AT, 17);
    expect(returnRefusal(WORKING, new Date(week.getTime() - 1))?.code).toBe("not_due");
    expect(returnRefusal(WORKING, week)).toBeNull();
    expect(returnRefusal({ ...WORKING, submissionCount: 1 }, week)?.code).toBe("work_submitted");
    expect(returnRefusal(REVIEWED, week)?.code).toBe("work_submitted");
    expect(said(WORKING, "freelancer", week)).toBe(
      "The agreed day was 2026-12-02: if nobody acts, €400.00 goes back to Northwind Trade on 2027-01-31; until then you may submit the work, or both sides agree to cancel, and Northwind Trade may ask for it now.",
    );
  });

  test("says when it goes back, and the clock then agrees", () => {
    const asked: ContractFacts = {
      ...WORKING,
      clock: { what: "return_unanswered", at: addDays(AT, 20), waitsFor: "freelancer" },
    };
    expect(said(asked, "client")).toBe(
      "You ask for the money back: if nobody acts, €400.00 goes back to you on 2026-12-12; until then Ana may submit the work or say no.",
    );
    expect(refusal(asked, "work_never_came", "system", addDays(AT, 20))).toBeNull();
    expect(refusal(asked, "work_never_came", "system", addDays(AT, 19))).toBe("not_due");
  });
});

describe("who has to act on a contract", () => {
  test("never both sides at once", () => {
    fc.assert(
      fc.property(anyContract, (contract) => {
        const groups = (["client", "freelancer"] as const).map(
          (viewer) => standingOf(contract, viewer, false, AT).group,
        );
        expect(groups).not.toEqual(["needs_you", "needs_you"]);
        expect(groups).not.toEqual(["waiting", "waiting"]);
      }),
    );
  });

  test("work needs the freelancer when it is nearly due and when it is late", () => {
    const group = (days: number) =>
      standingOf({ ...WORKING, dueAt: addDays(AT, days) }, "freelancer", false, AT).group;
    expect([group(10), group(2), group(-1)]).toEqual(["active", "needs_you", "needs_you"]);
  });

  test("being hired needs the freelancer for three days and gives that as the reason", () => {
    const group = (hiredAt: Date, submissionCount = 0) =>
      standingOf({ ...WORKING, hiredAt, submissionCount }, "freelancer", false, AT).group;
    expect([group(AT), group(addDays(AT, -2)), group(addDays(AT, -3))]).toEqual([
      "needs_you",
      "needs_you",
      "active",
    ]);
    expect(standingOf({ ...WORKING, hiredAt: AT }, "client", false, AT).group).toBe("active");
  });

  test("offers no action that would be refused", () => {
    const steps = {
      answer_cancellation: "agree_to_cancellation",
      review_work: "mark_complete",
      see_dispute: "review",
      see_changes: "submit_work",
      submit_work: "submit_work",
      leave_review: "review",
    } as const;
    fc.assert(
      fc.property(anyContract, fc.constantFrom("client", "freelancer"), (contract, viewer) => {
        const { action } = standingOf(contract, viewer, false, AT);
        if (action) expect(refusal(contract, steps[action], viewer)).toBeNull();
      }),
    );
  });

  test("the due date is the submission's, then the end of the review window", () => {
    expect(deadlineOf(WORKING)).toEqual(WORKING.dueAt);
    expect(deadlineOf({ ...WORKING, submissionCount: 1 })).toBeNull();
    expect(deadlineOf(REVIEWED)).toEqual(addDays(AT, 14));
  });
});

const anyStep = fc.constantFrom<ContractStepName>(
  "submit_work",
  "request_changes",
  "mark_complete",
  "window_passed",
  "work_never_came",
  "request_cancellation",
  "withdraw_cancellation",
  "agree_to_cancellation",
  "review",
);

/** Every contract that the steps can lead to: walked from hiring, with the effects that the use cases have. */
const anyContract = fc
  .tuple(
    fc.constantFrom("on_submission" as const, "on_approval" as const),
    fc.array(fc.tuple(anyStep, fc.constantFrom<JobParty>("client", "freelancer", "system")), {
      maxLength: 8,
    }),
  )
  .map(([releaseRule, steps]) =>
    steps.reduce((contract, [event, by]) => walk(contract, event, by), { ...WORKING, releaseRule }),
  );

function walk(contract: ContractFacts, event: ContractStepName, by: JobParty): ContractFacts {
  const at = event === contract.clock?.what ? contract.clock.at : AT;
  const step = nextContractStatus({ contract, event, by, at });
  if ("refusal" in step) return contract;
  const { to, amountCents } = moneyEffect(contract, event);
  return {
    ...contract,
    ...(to !== "stays" && { heldCents: cents(0) }),
    ...(to === "freelancer" && { releasedCents: amountCents, earnedCents: amountCents }),
    ...(to === "client" && { refundedCents: amountCents }),
    status: step.next,
    jobStatus: step.next,
    milestoneStatus: milestoneAt(step.next),
    isWorkSubmitted: contract.isWorkSubmitted || event === "submit_work",
    roundsLeft: (contract.roundsLeft ?? 0) - (event === "request_changes" ? 1 : 0),
    submissionCount: contract.submissionCount + (event === "submit_work" ? 1 : 0),
    clock:
      event === "review"
        ? contract.clock
        : clockOf({ status: milestoneAt(step.next), dueAt: contract.dueAt }, contract, at),
    releasedAt: to === "freelancer" ? at : contract.releasedAt,
    completedAt: step.next === "completed" ? at : null,
    reviewsEndAt: step.next === "completed" ? reviewsClock(at).at : null,
    cancelledAt: step.next === "cancelled" ? at : null,
    cancellationRequestedBy: asking(contract, event, by),
  };
}

function asking(contract: ContractFacts, event: ContractStepName, by: JobParty) {
  if (event === "request_cancellation" && by !== "system" && by !== "stranger") return by;
  return event === "review" ? contract.cancellationRequestedBy : null;
}

test("the walk reaches every state that a contract has", () => {
  const reached = new Set(fc.sample(anyContract, 2000).map((contract) => contract.status));
  expect([...reached].sort()).toEqual(
    JOB_STATUSES.filter((status) => !["open", "expired", "closed"].includes(status)).toSorted(),
  );
});

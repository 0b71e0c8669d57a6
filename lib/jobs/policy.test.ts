import { describe, expect, test } from "vitest";
import {
  JOB_EVENTS,
  JOB_STATUSES,
  type JobEvent,
  type JobParty,
  type JobStatus,
  nextJobStatus,
} from "./policy.ts";

const PARTIES: readonly JobParty[] = ["client", "freelancer", "system", "stranger"];

/** The life cycle from the product's description, written a second time by hand. */
const ALLOWED: readonly [JobStatus, JobEvent, JobParty, JobStatus][] = [
  ["open", "edit", "client", "open"],
  ["open", "renew", "client", "open"],
  ["open", "close", "client", "closed"],
  ["open", "accept_proposal", "client", "in_progress"],
  ["expired", "renew", "client", "open"],
  ["expired", "close", "client", "closed"],
  ["expired", "accept_proposal", "client", "in_progress"],
  ["in_progress", "submit_work", "freelancer", "under_review"],
  ["in_progress", "work_never_came", "system", "cancelled"],
  ["in_progress", "request_cancellation", "client", "in_progress"],
  ["in_progress", "request_cancellation", "freelancer", "in_progress"],
  ["in_progress", "withdraw_cancellation", "client", "in_progress"],
  ["in_progress", "withdraw_cancellation", "freelancer", "in_progress"],
  ["in_progress", "agree_to_cancellation", "client", "cancelled"],
  ["in_progress", "agree_to_cancellation", "freelancer", "cancelled"],
  ["under_review", "request_changes", "client", "in_progress"],
  ["under_review", "mark_complete", "client", "completed"],
  ["under_review", "window_passed", "system", "completed"],
  ["completed", "review", "client", "completed"],
  ["completed", "review", "freelancer", "completed"],
];

const ALL_STEPS = JOB_STATUSES.flatMap((status) =>
  JOB_EVENTS.flatMap((event) => PARTIES.map((by) => ({ status, event, by }))),
);

describe("a job's life cycle", () => {
  test.each(ALLOWED)("%s + %s by the %s leads to %s", (status, event, by, next) => {
    expect(nextJobStatus({ status, event, by })).toEqual({ next });
  });

  test("refuses everything else, and says why", () => {
    const others = ALL_STEPS.filter(
      (step) =>
        !ALLOWED.some(
          ([status, event, by]) => status === step.status && event === step.event && by === step.by,
        ),
    );
    expect(others).toHaveLength(ALL_STEPS.length - ALLOWED.length);
    for (const step of others) {
      expect(nextJobStatus(step)).toEqual({
        refusal: expect.objectContaining({ code: expect.any(String) }),
      });
    }
  });

  test("strangers get the same answer as for a job that does not exist, whatever they try", () => {
    for (const step of ALL_STEPS.filter((each) => each.by === "stranger")) {
      expect(nextJobStatus(step)).toEqual({ refusal: { code: "not_found" } });
    }
  });

  test("tells a party who may never do it apart from one who came too early or too late", () => {
    const refusal = (status: JobStatus, event: JobEvent, by: JobParty) => {
      const step = nextJobStatus({ status, event, by });
      return "refusal" in step ? step.refusal : null;
    };
    expect(refusal("open", "accept_proposal", "freelancer")).toEqual({ code: "forbidden" });
    expect(refusal("under_review", "mark_complete", "freelancer")).toEqual({ code: "forbidden" });
    expect(refusal("under_review", "mark_complete", "system")).toEqual({ code: "forbidden" });
    expect(refusal("in_progress", "accept_proposal", "client")).toEqual({ code: "job_not_open" });
    expect(refusal("in_progress", "mark_complete", "client")).toEqual({
      code: "wrong_state",
      details: { state: "in progress" },
    });
    expect(refusal("under_review", "submit_work", "freelancer")).toEqual({
      code: "already_submitted",
    });
    expect(refusal("under_review", "agree_to_cancellation", "client")).toEqual({
      code: "work_submitted",
    });
  });

  test("closed and cancelled are final", () => {
    for (const status of ["closed", "cancelled"] as const) {
      for (const event of JOB_EVENTS) {
        for (const by of PARTIES) {
          expect(nextJobStatus({ status, event, by })).toHaveProperty("refusal");
        }
      }
    }
  });
});

import { describe, expect, test } from "vitest";
import type { Actor } from "#lib/auth/actor";
import { JOB_STATUSES } from "#lib/jobs/policy";
import {
  nextProposalStatus,
  PROPOSAL_EVENTS,
  PROPOSAL_STATUSES,
  type ProposalEvent,
  type ProposalParty,
  type ProposalStatus,
  refuseApplying,
} from "./policy.ts";

const PARTIES: readonly ProposalParty[] = ["client", "freelancer", "stranger"];

/** The product's description, written a second time by hand. */
const ALLOWED: readonly [ProposalEvent, ProposalParty, ProposalStatus][] = [
  ["accept", "client", "accepted"],
  ["decline", "client", "declined"],
  ["shortlist", "client", "submitted"],
  ["pass_over", "client", "not_selected"],
  ["change", "freelancer", "submitted"],
  ["confirm", "freelancer", "submitted"],
  ["withdraw", "freelancer", "withdrawn"],
];

describe("a proposal's life cycle", () => {
  test.each(ALLOWED)("a submitted one: %s by the %s leads to %s", (event, by, next) => {
    expect(nextProposalStatus({ status: "submitted", event, by })).toEqual({ next });
  });

  test("every other state is final", () => {
    for (const status of PROPOSAL_STATUSES.filter((status) => status !== "submitted")) {
      for (const [event, by] of ALLOWED) {
        const refusal = { code: "proposal_not_live" };
        expect(nextProposalStatus({ status, event, by })).toEqual({ refusal });
      }
    }
  });

  test("the other side may not, and strangers learn nothing, in any state", () => {
    for (const status of PROPOSAL_STATUSES) {
      for (const event of PROPOSAL_EVENTS) {
        for (const by of PARTIES) {
          if (ALLOWED.some((row) => row[0] === event && row[1] === by)) continue;
          const code = by === "stranger" ? "not_found" : "forbidden";
          expect(nextProposalStatus({ status, event, by })).toEqual({ refusal: { code } });
        }
      }
    }
  });
});

describe("applying", () => {
  const freelancer: Actor = { userId: "usr_ana", role: "freelancer" };
  const job = { status: "open", clientId: "usr_client" } as const;
  const ready = { isOnboarded: true, hasLiveProposal: false };

  test("is possible for a freelancer with a profile, once, while the job is open", () => {
    expect(refuseApplying(freelancer, job, ready)).toBeNull();
  });

  test("is refused otherwise, and says why", () => {
    const refusal = (actor: Actor, change = {}, person = {}) =>
      refuseApplying(actor, { ...job, ...change }, { ...ready, ...person })?.code;
    expect(refusal({ userId: "usr_client", role: "client" })).toBe("own_job");
    expect(refusal({ userId: "usr_client", role: "freelancer" })).toBe("own_job");
    expect(refusal({ userId: "usr_other", role: "client" })).toBe("forbidden");
    expect(refusal({ userId: "usr_admin", role: "admin" })).toBe("forbidden");
    expect(refusal(freelancer, {}, { hasLiveProposal: true })).toBe("already_applied");
    expect(refusal(freelancer, {}, { isOnboarded: false })).toBe("profile_incomplete");
    for (const status of JOB_STATUSES.filter((status) => status !== "open")) {
      const code = status === "expired" ? "job_expired" : "job_not_open";
      expect(refusal(freelancer, { status })).toBe(code);
    }
  });
});

import { expect, test } from "vitest";
import { newId } from "#lib/new-id";
import {
  isChangeable,
  judgeOpening,
  type OpeningFacts,
  otherOf,
  writingRefusal,
} from "./policy.ts";

const client = { userId: newId("usr") };
const freelancer = { userId: newId("usr") };
const facts: OpeningFacts = {
  clientId: client.userId,
  freelancerId: freelancer.userId,
  jobStatus: "open",
  proposalStatus: null,
  isFreelancer: true,
  isBlocked: false,
  invitationCount: 0,
};
const refused = (code: string) => ({ refusal: { code } });

test.each(["submitted", "accepted", "declined", "not_selected"] as const)(
  "with a proposal that is %s either of the two may begin, whatever became of the job",
  (proposalStatus) => {
    for (const actor of [client, freelancer]) {
      const opening = judgeOpening(actor, { ...facts, proposalStatus, jobStatus: "completed" });
      expect(opening).toEqual({ isInvitation: false });
    }
  },
);

test("without a proposal, or after it was withdrawn, only the client may begin: an invitation", () => {
  for (const proposalStatus of [null, "withdrawn"] as const) {
    const now = { ...facts, proposalStatus };
    expect(judgeOpening(client, now)).toEqual({ isInvitation: true });
    expect(judgeOpening(freelancer, now)).toEqual(refused("cannot_write_first"));
  }
});

test("nobody can be invited to a job that is not open", () => {
  const now = { ...facts, jobStatus: "in_progress" as const };
  expect(judgeOpening(client, now)).toEqual(refused("cannot_write_first"));
  const expired = { ...facts, jobStatus: "expired" as const };
  expect(judgeOpening(client, expired)).toEqual(refused("job_expired"));
});

test("a client invites at most 30 freelancers within a day; those who have applied do not count", () => {
  expect(judgeOpening(client, { ...facts, invitationCount: 29 })).toEqual({ isInvitation: true });
  const full = { ...facts, invitationCount: 30 };
  expect(judgeOpening(client, full)).toMatchObject(refused("invitations_used_up"));
  const applied = { ...full, proposalStatus: "submitted" as const };
  expect(judgeOpening(client, applied)).toEqual({ isInvitation: false });
});

test("nobody else begins it, and nobody writes to themselves or to a person who is no freelancer", () => {
  const stranger = { userId: newId("usr") };
  expect(judgeOpening(stranger, facts)).toEqual(refused("not_found"));
  const alone = { ...facts, freelancerId: client.userId };
  expect(judgeOpening(client, alone)).toEqual(refused("own_job"));
  expect(judgeOpening(client, { ...facts, isFreelancer: false })).toEqual(refused("not_found"));
});

test("during a block nothing begins", () => {
  const now = { ...facts, proposalStatus: "submitted" as const, isBlocked: true };
  for (const actor of [client, freelancer]) {
    expect(judgeOpening(actor, now)).toEqual(refused("blocked"));
  }
});

test("the other one of two people is the other, and for a stranger nobody", () => {
  expect(otherOf(client.userId, facts)).toBe(freelancer.userId);
  expect(otherOf(freelancer.userId, facts)).toBe(client.userId);
  expect(otherOf(newId("usr"), facts)).toBeNull();
});

test("of two blocks the viewer's own is named, because they can lift it", () => {
  const hasLeft = false;
  expect(writingRefusal({ byMe: true, byOther: true, hasLeft })).toBe("blocked_by_me");
  expect(writingRefusal({ byMe: false, byOther: true, hasLeft })).toBe("blocked_by_other");
  expect(writingRefusal({ byMe: false, byOther: false, hasLeft })).toBeNull();
  expect(writingRefusal({ byMe: false, byOther: false, hasLeft: true })).toBe("left");
});

test("a message can be changed for 15 minutes, but not at their end", () => {
  const sent = new Date("2026-03-01T12:00:00Z");
  expect(isChangeable(sent, new Date("2026-03-01T12:14:59.999Z"))).toBe(true);
  expect(isChangeable(sent, new Date("2026-03-01T12:15:00Z"))).toBe(false);
});

import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { refusalsOf } from "#lib/disputes/policy";
import type { DisputeView } from "#lib/disputes/schema";
import { cents } from "#lib/money";
import { DisputeRecord } from "./dispute-record.tsx";

const at = new Date("2026-03-02T10:00:00Z");

const split = (toFreelancer: number, toClient: number) => ({
  heldCents: cents(40_000),
  toFreelancerCents: cents(toFreelancer),
  toClientCents: cents(toClient),
  feeCents: cents(40_000 - toFreelancer - toClient),
});

const person = (name: string) =>
  ({ userId: "usr_1", name, handle: "someone", avatarFileId: null }) as const;

const facts = {
  state: "negotiation",
  amountCents: cents(40_000),
  claimToFreelancerCents: cents(0),
  appealedBy: null,
  openedBy: "client",
  mayDecide: false,
} as const;

function page(viewer: DisputeView["viewer"], change: Partial<DisputeView> = {}): string {
  const dispute: DisputeView = {
    disputeId: "dsp_1",
    contractId: "ctr_1",
    jobId: "job_1",
    jobTitle: "Paint the pier",
    milestoneNumber: 1,
    milestoneTitle: "",
    viewer,
    client: person("Maarten"),
    freelancer: person("Ana"),
    state: "negotiation",
    openedBy: "client",
    createdAt: at,
    amountCents: cents(40_000),
    undisputedCents: cents(0),
    terms: {
      releasedCents: cents(0),
      earnedCents: cents(0),
      fee: { feeBasisPoints: 1_000, feeMinimumCents: cents(0) },
    },
    claim: {
      reason: "Half of it is grey.",
      split: split(0, 40_000),
      toFreelancerCents: cents(0),
      agreementVersion: 1,
      submissionNumber: 2,
    },
    answer: { text: "It rained.", at, split: split(18_000, 20_000) },
    checklist: [{ item: "Two coats", tick: "North side", isUnmet: true, isDisputed: true }],
    claims: ["Two coats", "The claim as a whole"],
    offers: [
      {
        number: 2,
        by: "freelancer",
        note: "",
        status: "open",
        split: split(18_000, 20_000),
        toFreelancerCents: cents(20_000),
        createdAt: at,
      },
    ],
    latestOfferNumber: 2,
    statements: [
      {
        statementId: "dst_1",
        by: "mediator",
        authorName: "Kim",
        kind: "question",
        asks: "freelancer",
        text: "When did it rain?",
        files: [],
        createdAt: at,
      },
    ],
    decisions: [],
    middle: null,
    appeal: null,
    timeline: [{ kind: "opened", by: "client", what: "Dispute opened", at }],
    next: null,
    outcome: null,
    refusals: refusalsOf(facts, viewer),
    round: 1,
    ...change,
  };
  return renderToString(<DisputeRecord dispute={dispute} />).replaceAll("<!-- -->", "");
}

test("each side reads what both say, in its own words for who gets what", () => {
  const own = page("client");
  expect(own).toContain("Claim · You");
  expect(own).toContain("Answer · Ana");
  expect(own).toContain("Back to you");
  expect(own).toContain("€180.00");
  expect(own).toContain("question to Ana");
  expect(page("freelancer")).toContain("To you");
  expect(page("freelancer")).toContain("Claim · Maarten");
});

test("a mediator reads both names, and nobody is you", () => {
  const read = page("mediator");
  expect(read).toContain("To Ana");
  expect(read).toContain("Back to Maarten");
  expect(read).not.toContain("To you");
});

test("without an answer it says that there is none, and a decision gives its findings and reasons", () => {
  expect(page("client", { state: "opened", answer: null })).toContain("There is no answer yet.");
  const decided = page("freelancer", {
    decisions: [
      {
        round: 1,
        mediatorName: "Kim",
        findings: [{ claim: "Two coats", found: "partly_shown", why: "One coat." }],
        reason: "Half of it was done.",
        split: split(18_000, 20_000),
        toFreelancerCents: cents(20_000),
        createdAt: at,
      },
    ],
    appeal: { by: "client", reason: "Look at the south side.", at },
  });
  expect(decided).toContain("Shown in part");
  expect(decided).toContain("Half of it was done.");
  expect(decided).toContain("Maarten appealed");
});

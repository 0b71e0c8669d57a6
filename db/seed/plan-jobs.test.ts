import { describe, expect, it } from "vitest";
import { readContent } from "./content/read-content.ts";
import { planJobs } from "./plan-jobs.ts";
import { MAIN_CLIENT, MAIN_FREELANCER } from "./plan-payments.ts";
import { type PlannedJob, paidAgo } from "./planned-job.ts";

/** How far a time may shift when it is moved into working hours. */
const SQUEEZE_DAYS = 0.5;
/** Shorter than any month, so that every month has one. */
const SHORTEST_MONTH_DAYS = 28;
const YEAR_DAYS = 340;

const jobs = planJobs(readContent());

describe("the planned lives of all jobs", () => {
  it("let every step follow what it depends on, with none in the future", () => {
    for (const job of jobs) {
      for (const steps of chainsOf(job)) {
        expect(Math.min(...steps), job.key).toBeGreaterThan(0);
        expect(steps, job.key).toEqual(steps.toSorted((one, other) => other - one));
      }
    }
  });

  it("answer every submission within the review window", () => {
    for (const { key, terms, hiring } of jobs) {
      for (const [index, { submittedAgo, changes }] of hiring?.deliveries.entries() ?? []) {
        const isLast = index + 1 === hiring?.deliveries.length;
        const ending = isLast && hiring?.ending?.kind === "approved" ? hiring.ending : null;
        if (isLast && hiring?.ending?.kind === "by_clock") continue;
        const answeredAgo = changes?.askedAgo ?? ending?.approvedAgo ?? 0;
        const waitedDays = submittedAgo - answeredAgo + SQUEEZE_DAYS;
        expect(waitedDays, key).toBeLessThan(terms.reviewWindowDays);
      }
    }
  });

  it("let the clock complete jobs only long enough ago, and paid on submission", () => {
    const byClock = jobs.filter(({ hiring }) => hiring?.ending?.kind === "by_clock");
    expect(byClock.length).toBeGreaterThan(0);
    for (const { key, terms, hiring } of byClock) {
      const submittedAgo = hiring?.deliveries.at(-1)?.submittedAgo ?? 0;
      expect(submittedAgo, key).toBeGreaterThan(terms.reviewWindowDays + SQUEEZE_DAYS);
      expect(terms.releaseRule, key).toBe("on_submission");
    }
  });

  it("pay something in each of twelve months, from the main client and to the main freelancer", () => {
    const ofClient = jobs.filter((job) => job.clientKey === MAIN_CLIENT);
    const ofFreelancer = jobs.filter((job) => job.hiring?.freelancerKey === MAIN_FREELANCER);
    for (const theirs of [ofClient, ofFreelancer]) {
      const paid = theirs.flatMap((job) => paidAgo(job) ?? []).sort((one, other) => one - other);
      expect(paid[0]).toBeLessThan(0.5);
      expect(paid.at(-1)).toBeGreaterThan(YEAR_DAYS);
      for (const [index, ago] of paid.slice(1).entries()) {
        expect(ago - (paid[index] ?? 0)).toBeLessThan(SHORTEST_MONTH_DAYS - SQUEEZE_DAYS);
      }
    }
  });
});

/** Steps that must follow one another. */
function chainsOf({ postedAgo, offers, hiring, closedAgo }: PlannedJob): number[][] {
  const decidedAgo = hiring?.hiredAgo ?? closedAgo ?? Number.MIN_VALUE;
  const chains = offers.map(({ madeAgo, shortlistedAgo, endedAgo }) => [
    postedAgo,
    madeAgo,
    shortlistedAgo ?? endedAgo ?? madeAgo,
    decidedAgo,
  ]);
  if (!hiring) return [...chains, [postedAgo, decidedAgo]];
  const { ending } = hiring;
  const work = hiring.deliveries.flatMap(({ submittedAgo, changes }) =>
    changes ? [submittedAgo, changes.askedAgo] : [submittedAgo],
  );
  const approval =
    ending?.kind === "approved"
      ? [ending.approvedAgo, ending.reviewedAgo, ending.answered?.ago ?? ending.reviewedAgo]
      : [];
  const cancelling = ending?.kind === "cancelled" ? [ending.requestedAgo, ending.agreedAgo] : [];
  return [...chains, [postedAgo, hiring.hiredAgo, ...work, ...approval, ...cancelling]];
}

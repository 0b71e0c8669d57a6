import { daysAgoOf, daysLateOf, disputeAgesOf } from "./ages.ts";
import type {
  DemoContent,
  DemoJob,
  DemoPastJob,
  DemoProposal,
  DemoReview,
  DemoSubmission,
} from "./content/demo-content.ts";
import type {
  PlannedDelivery,
  PlannedDispute,
  PlannedEnding,
  PlannedHiring,
  PlannedJob,
  PlannedOffer,
} from "./planned-job.ts";
import { type Dice, diceFor } from "./random.ts";
import { reviewOfClient } from "./reviews-of-clients.ts";

/**
 * Gives every step of every job its age. The decisive one is set by hand; the others follow at believable intervals.
 */
export function planJobs(content: DemoContent): PlannedJob[] {
  return [...content.jobs.map(planJob), ...content.pastJobs.map(planPastJob)];
}

function planJob(job: DemoJob): PlannedJob {
  const dice = diceFor(job.key);
  const ago = daysAgoOf(job.key);
  const hired = job.proposals.find((proposal) => proposal.outcome === "hired");
  const hiring = hired ? planHiring(job, hired, ago, dice) : null;
  const isOpen = job.story === "open";
  const decidedAgo = hiring?.hiredAgo ?? (isOpen ? 0 : ago);
  const postedAgo = isOpen
    ? ago
    : decidedAgo + (hiring ? dice.between(4, 9) : dice.between(14, 24));
  return {
    ...termsOf(job),
    files: job.files,
    postedAgo,
    offers: job.proposals.map((proposal) => planOffer(proposal, postedAgo, decidedAgo, dice)),
    closedAgo: job.story === "closed" ? ago : null,
    hiring,
  };
}

function planPastJob(job: DemoPastJob): PlannedJob {
  const dice = diceFor(job.key);
  const { freelancerKey, priceCents, timelineDays, coverLetter } = job;
  const deliveries = [{ note: job.note, files: [] }];
  const proposal = {
    freelancerKey,
    coverLetter,
    answers: [],
    priceCents,
    timelineDays,
    outcome: "hired",
  } as const;
  const hiring = planPaid(job, proposal, { deliveries, review: job.review }, job.paidDaysAgo, dice);
  const postedAgo = hiring.hiredAgo + dice.between(3, 8);
  return {
    ...termsOf(job),
    files: [],
    postedAgo,
    offers: [planOffer(proposal, postedAgo, hiring.hiredAgo, dice)],
    closedAgo: null,
    hiring,
  };
}

function termsOf(job: DemoJob | DemoPastJob): Pick<PlannedJob, "key" | "clientKey" | "terms"> {
  const { key, clientKey, title, description, category, skills } = job;
  const { budgetCents, timelineDays, releaseRule, reviewWindowDays } = job;
  const terms = {
    title,
    description,
    category,
    skills: [...skills],
    budgetCents,
    timelineDays,
    releaseRule,
    reviewWindowDays,
    questions: "questions" in job ? job.questions : [],
  };
  return { key, clientKey, terms };
}

/** An offer between the job's posting and its decision, and what became of it in between. */
function planOffer(
  proposal: DemoProposal,
  postedAgo: number,
  decidedAgo: number,
  dice: Dice,
): PlannedOffer {
  const madeAgo = decidedAgo + (postedAgo - decidedAgo) * dice.between(0.3, 0.92);
  const answeredAgo = decidedAgo + (madeAgo - decidedAgo) * dice.between(0.2, 0.7);
  const { outcome } = proposal;
  const isShortlisted = outcome === "shortlisted" || (outcome === "hired" && dice.chance(0.5));
  const hasEnded = outcome === "declined" || outcome === "withdrawn";
  return {
    proposal,
    madeAgo,
    shortlistedAgo: isShortlisted ? answeredAgo : null,
    endedAgo: hasEnded ? answeredAgo : null,
  };
}

function planHiring(job: DemoJob, hired: DemoProposal, ago: number, dice: Dice): PlannedHiring {
  const { freelancerKey, priceCents } = hired;
  const base = { freelancerKey, priceCents, dispute: null };
  switch (job.story) {
    case "open":
    case "closed":
      throw new Error(`Nobody can be hired for ${job.key}: it is ${job.story}`);
    case "in_progress":
      return { ...base, hiredAgo: ago, deliveries: [], ending: null };
    case "cancelled": {
      const requestedAgo = ago + dice.between(0.5, 1.5);
      const hiredAgo = requestedAgo + dice.between(4, 9);
      const ending = { kind: "cancelled", requestedAgo, agreedAgo: ago } as const;
      return { ...base, hiredAgo, deliveries: [], ending };
    }
    case "under_review":
    case "changes_requested": {
      const lastAgo = job.story === "under_review" ? ago : ago + dice.between(1.5, 3.5);
      const deliveries = planDeliveries(job.submissions, lastAgo, ago, dice);
      const dispute = planDispute(job);
      const hiredAgo = hiredBefore(deliveries, hired, dice);
      return { ...base, hiredAgo, deliveries, dispute, ending: null };
    }
    case "completed": {
      const { submissions: deliveries, review } = job;
      return planPaid(job, hired, { deliveries, review }, ago, dice);
    }
  }
}

function planDispute(job: DemoJob): PlannedDispute | null {
  if (job.story !== "under_review" || !job.dispute) return null;
  return { ...job.dispute, ...disputeAgesOf(job.key) };
}

/** A job that was paid `ago`: on submission, or with the approval that came soon after it. */
function planPaid(
  job: Pick<DemoJob, "key" | "releaseRule">,
  hired: DemoProposal,
  work: { deliveries: readonly DemoSubmission[]; review: DemoReview | null },
  ago: number,
  dice: Dice,
): PlannedHiring {
  const isOnSubmission = job.releaseRule === "on_submission";
  const lastAgo = isOnSubmission ? ago : ago + dice.between(0.4, 2.2);
  const approvedAgo = isOnSubmission ? soonAfter(ago, dice.between(0.3, 2.2)) : ago;
  const deliveries = planDeliveries(work.deliveries, lastAgo, ago, dice);
  const { review } = work;
  const ending: PlannedEnding = review
    ? { kind: "approved", approvedAgo, ...planReviews(job.key, review, approvedAgo, dice) }
    : { kind: "by_clock" };
  return {
    freelancerKey: hired.freelancerKey,
    priceCents: hired.priceCents,
    hiredAgo: hiredBefore(deliveries, hired, dice, daysLateOf(job.key)),
    deliveries,
    dispute: null,
    ending,
  };
}

/** Well within the 14 days; what both have written appears with the second one. */
function planReviews(key: string, review: DemoReview, approvedAgo: number, dice: Dice) {
  const reviewedAgo = soonAfter(approvedAgo, dice.between(0.2, 9));
  const theirs = diceFor(`${key}, seen by the freelancer`);
  const own = reviewOfClient(theirs);
  const answered = own && { review: own, ago: soonAfter(reviewedAgo, theirs.between(0.1, 3)) };
  return { review, reviewedAgo, answered };
}

/** Backwards from the last submission; `lastAnswerAgo` is when that one was sent back, if it was. */
function planDeliveries(
  submissions: readonly DemoSubmission[],
  lastAgo: number,
  lastAnswerAgo: number,
  dice: Dice,
): PlannedDelivery[] {
  let submittedAgo = lastAgo;
  let askedAgo = lastAnswerAgo;
  return submissions
    .toReversed()
    .map(({ note, files, changesRequested }) => {
      const changes = changesRequested ? { note: changesRequested, askedAgo } : null;
      const delivery = { note, files, submittedAgo, changes };
      askedAgo = submittedAgo + dice.between(1.5, 4);
      submittedAgo = askedAgo + dice.between(0.5, 2);
      return delivery;
    })
    .reverse();
}

/** Work takes most of the agreed time, unless it is known to have been late. */
function hiredBefore(
  [first]: readonly PlannedDelivery[],
  { timelineDays }: DemoProposal,
  dice: Dice,
  daysLate = 0,
): number {
  if (!first) throw new Error("Nothing was delivered");
  const took = daysLate > 0 ? timelineDays + daysLate : timelineDays * dice.between(0.62, 0.95);
  return first.submittedAgo + took;
}

/** `days` later, or halfway to the present if that is sooner. */
function soonAfter(ago: number, days: number): number {
  return ago - Math.min(days, ago / 2);
}

import { acceptProposal } from "#lib/contracts/accept-proposal";
import { actOnClock } from "#lib/contracts/act-on-clock";
import { agreeToCancellation } from "#lib/contracts/agree-to-cancellation";
import { REVIEW_DAYS, REVIEWS } from "#lib/contracts/clocks";
import { markComplete } from "#lib/contracts/mark-complete";
import { requestCancellation } from "#lib/contracts/request-cancellation";
import { requestChanges } from "#lib/contracts/request-changes";
import { submitWork } from "#lib/contracts/submit-work";
import { leaveReview } from "#lib/reviews/leave-review";
import { addDays, MINUTE_MS } from "#lib/time";
import type { Calendar } from "./calendar.ts";
import type { DemoReview } from "./content/demo-content.ts";
import { tellDispute } from "./dispute-life.ts";
import type { PlannedDelivery, PlannedEnding, PlannedHiring, PlannedJob } from "./planned-job.ts";
import { sendFiles } from "./send-files.ts";
import { offerKey, type PersonKey, type StoryEvent } from "./stage.ts";

/** Hired, submitted, answered and ended, each by the person who does that. */
export function tellContract(
  job: PlannedJob,
  hiring: PlannedHiring,
  calendar: Calendar,
): StoryEvent[] {
  return [
    {
      at: calendar(hiring.hiredAgo),
      play: async ({ tx, people, proposals, contracts }) => {
        const proposalId = proposals.get(offerKey(job.key, hiring.freelancerKey));
        const offer = { proposalId, proposalRevision: 1, jobRevision: 1 };
        const { contractId } = await acceptProposal(people.get(job.clientKey), offer, tx);
        contracts.add(job.key, contractId);
      },
    },
    ...hiring.deliveries.flatMap((delivery, index) =>
      tellDelivery(job, hiring, { ...delivery, number: index + 1 }, calendar),
    ),
    ...tellDispute(job, hiring, calendar),
    ...tellEnding(job, hiring, calendar),
  ];
}

function tellDelivery(
  { key, clientKey }: PlannedJob,
  { freelancerKey }: PlannedHiring,
  { number, note, files, submittedAgo, changes }: PlannedDelivery & { readonly number: number },
  calendar: Calendar,
): StoryEvent[] {
  const submitted: StoryEvent = {
    at: calendar(submittedAgo),
    play: async (stage) => {
      const actor = stage.people.get(freelancerKey);
      const fileIds = await sendFiles(stage, actor, "submission", files);
      const contractId = stage.contracts.get(key);
      const delivery = { contractId, submissionNumber: number - 1, note, fileIds };
      await submitWork(actor, delivery, stage.tx);
    },
  };
  if (!changes) return [submitted];
  const answered: StoryEvent = {
    at: calendar(changes.askedAgo),
    play: ({ tx, people, contracts }) => {
      const contractId = contracts.get(key);
      const answer = { contractId, submissionNumber: number, note: changes.note };
      return requestChanges(people.get(clientKey), answer, tx);
    },
  };
  return [submitted, answered];
}

function tellEnding(job: PlannedJob, hiring: PlannedHiring, calendar: Calendar): StoryEvent[] {
  const { ending } = hiring;
  switch (ending?.kind) {
    case undefined:
      return [];
    case "approved":
      return tellApproval(job, hiring, ending, calendar);
    case "by_clock":
      return [
        {
          at: windowEnd(job, hiring, calendar),
          play: ({ tx, contracts }) => actOnClock({ contractId: contracts.get(job.key) }, tx),
        },
        ...tellReviewsEnd(job, windowEnd(job, hiring, calendar), calendar),
      ];
    case "cancelled":
      return [
        {
          at: calendar(ending.requestedAgo),
          play: ({ tx, people, contracts }) =>
            requestCancellation(
              people.get(hiring.freelancerKey),
              { contractId: contracts.get(job.key) },
              tx,
            ),
        },
        {
          at: calendar(ending.agreedAgo),
          play: ({ tx, people, contracts }) =>
            agreeToCancellation(
              people.get(job.clientKey),
              {
                contractId: contracts.get(job.key),
                cancellationNumber: 1,
                heldCents: hiring.priceCents,
              },
              tx,
            ),
        },
      ];
  }
}

function tellApproval(
  job: PlannedJob,
  { freelancerKey, deliveries, priceCents }: PlannedHiring,
  ending: Extract<PlannedEnding, { kind: "approved" }>,
  calendar: Calendar,
): StoryEvent[] {
  const { key, clientKey, terms } = job;
  const { approvedAgo, review, reviewedAgo, answered } = ending;
  const tellReview = (by: PersonKey, { rating, text }: DemoReview, ago: number): StoryEvent => ({
    at: calendar(ago),
    play: ({ tx, people, contracts }) =>
      leaveReview(people.get(by), { contractId: contracts.get(key), rating, text }, tx),
  });
  return [
    {
      at: calendar(approvedAgo),
      play: ({ tx, people, contracts }) =>
        markComplete(
          people.get(clientKey),
          {
            contractId: contracts.get(key),
            submissionNumber: deliveries.length,
            heldCents: terms.releaseRule === "on_approval" ? priceCents : 0,
          },
          tx,
        ),
    },
    tellReview(clientKey, review, reviewedAgo),
    ...(answered ? [tellReview(freelancerKey, answered.review, answered.ago)] : []),
    ...(answered ? [] : tellReviewsEnd(job, calendar(approvedAgo), calendar)),
  ];
}

/** What only one side has written appears when the time is up, unless that is still to come. */
function tellReviewsEnd({ key }: PlannedJob, completedAt: Date, calendar: Calendar): StoryEvent[] {
  const at = new Date(addDays(completedAt, REVIEW_DAYS).getTime() + MINUTE_MS);
  if (at > calendar(0)) return [];
  return [
    {
      at,
      play: ({ tx, contracts }) =>
        actOnClock({ contractId: contracts.get(key), subject: REVIEWS }, tx),
    },
  ];
}

/** The worker's sweep runs every few minutes. */
function windowEnd(job: PlannedJob, { deliveries }: PlannedHiring, calendar: Calendar): Date {
  const last = deliveries.at(-1);
  if (!last) throw new Error(`Nothing was delivered for ${job.key}`);
  const endsAt = addDays(calendar(last.submittedAgo), job.terms.reviewWindowDays);
  return new Date(endsAt.getTime() + MINUTE_MS);
}

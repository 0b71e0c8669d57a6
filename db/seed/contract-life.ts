import { acceptProposal } from "#lib/contracts/accept-proposal";
import { actOnClock } from "#lib/contracts/act-on-clock";
import { agreeToCancellation } from "#lib/contracts/agree-to-cancellation";
import { markComplete } from "#lib/contracts/mark-complete";
import { requestCancellation } from "#lib/contracts/request-cancellation";
import { requestChanges } from "#lib/contracts/request-changes";
import { submitWork } from "#lib/contracts/submit-work";
import { leaveReview } from "#lib/reviews/leave-review";
import { addDays, MINUTE_MS } from "#lib/time";
import type { Calendar } from "./calendar.ts";
import type { PlannedDelivery, PlannedEnding, PlannedHiring, PlannedJob } from "./planned-job.ts";
import { sendFiles } from "./send-files.ts";
import { offerKey, type StoryEvent } from "./stage.ts";

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
  { key, clientKey, terms }: PlannedJob,
  { deliveries, priceCents }: PlannedHiring,
  { approvedAgo, review, reviewedAgo }: Extract<PlannedEnding, { kind: "approved" }>,
  calendar: Calendar,
): StoryEvent[] {
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
    {
      at: calendar(reviewedAgo),
      play: ({ tx, people, contracts }) => {
        const { rating, text } = review;
        const input = { contractId: contracts.get(key), rating, text };
        return leaveReview(people.get(clientKey), input, tx);
      },
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

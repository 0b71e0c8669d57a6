import { actOnDispute } from "#lib/disputes/act-on-dispute";
import { answerDispute } from "#lib/disputes/answer-dispute";
import { openDispute } from "#lib/disputes/open-dispute";
import { STATES } from "#lib/disputes/policy";
import { addDays, MINUTE_MS } from "#lib/time";
import type { Calendar } from "./calendar.ts";
import type { PlannedHiring, PlannedJob } from "./planned-job.ts";
import type { StoryEvent } from "./stage.ts";

/** The client opens a dispute over all that is held, the freelancer answers, and unless they agree a mediator is asked. */
export function tellDispute(
  { key, clientKey }: PlannedJob,
  { freelancerKey, priceCents, deliveries, dispute }: PlannedHiring,
  calendar: Calendar,
): StoryEvent[] {
  if (!dispute) return [];
  const { openedAgo, answeredAgo, reason, claimCents, answer, offerCents } = dispute;
  const requestKey = `demo:${key}`;
  const endsAt = addDays(calendar(answeredAgo), STATES.negotiation.days);
  const asked: StoryEvent = {
    at: new Date(endsAt.getTime() + MINUTE_MS),
    play: ({ tx, disputes }) => actOnDispute({ disputeId: disputes.get(key) }, tx),
  };
  return [
    {
      at: calendar(openedAgo),
      play: async ({ tx, people, contracts, disputes }) => {
        const { disputeId } = await openDispute(
          people.get(clientKey),
          {
            contractId: contracts.get(key),
            milestoneNumber: 1,
            amountCents: priceCents,
            toFreelancerCents: claimCents,
            reason,
            heldCents: priceCents,
            agreementVersion: 1,
            submissionNumber: deliveries.length,
            requestKey,
          },
          tx,
        );
        disputes.add(key, disputeId);
      },
    },
    {
      at: calendar(answeredAgo),
      play: ({ tx, people, disputes }) =>
        answerDispute(
          people.get(freelancerKey),
          { disputeId: disputes.get(key), answer, toFreelancerCents: offerCents, requestKey },
          tx,
        ),
    },
    ...(asked.at < calendar(0) ? [asked] : []),
  ];
}

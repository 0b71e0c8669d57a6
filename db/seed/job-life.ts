import { closeJob } from "#lib/jobs/close-job";
import { postJob } from "#lib/jobs/post-job";
import { questionKey } from "#lib/jobs/questions";
import { declineProposal } from "#lib/proposals/decline-proposal";
import { shortlistProposal } from "#lib/proposals/shortlist-proposal";
import { submitProposal } from "#lib/proposals/submit-proposal";
import { withdrawProposal } from "#lib/proposals/withdraw-proposal";
import type { Calendar } from "./calendar.ts";
import { tellContract } from "./contract-life.ts";
import type { PlannedJob, PlannedOffer } from "./planned-job.ts";
import { sendFiles } from "./send-files.ts";
import { offerKey, type StoryEvent } from "./stage.ts";

/** Posted, applied to, decided; from the hiring on, the contract's life. */
export function tellJob(job: PlannedJob, calendar: Calendar): StoryEvent[] {
  const { key, clientKey, terms, files, closedAgo } = job;
  const events: StoryEvent[] = [
    {
      at: calendar(job.postedAgo),
      play: async (stage) => {
        const actor = stage.people.get(clientKey);
        const fileIds = await sendFiles(stage, actor, "job", files);
        const input = { requestKey: `demo:${key}`, deadlineAt: null, ...terms, fileIds };
        const { jobId } = await postJob(actor, input, stage.tx);
        stage.jobs.add(key, jobId);
      },
    },
    ...job.offers.flatMap((offer) => tellOffer(job, offer, calendar)),
  ];
  if (closedAgo !== null) {
    events.push({
      at: calendar(closedAgo),
      play: ({ tx, people, jobs }) =>
        closeJob(
          people.get(clientKey),
          { jobId: jobs.get(key), proposalsSeen: job.offers.length },
          tx,
        ),
    });
  }
  return job.hiring ? [...events, ...tellContract(job, job.hiring, calendar)] : events;
}

function tellOffer(job: PlannedJob, offer: PlannedOffer, calendar: Calendar): StoryEvent[] {
  const { proposal, shortlistedAgo } = offer;
  const key = offerKey(job.key, proposal.freelancerKey);
  const events: StoryEvent[] = [
    {
      at: calendar(offer.madeAgo),
      play: async ({ tx, people, jobs, proposals }) => {
        const { coverLetter, priceCents, timelineDays } = proposal;
        const answers = Object.fromEntries(
          job.terms.questions.map(({ text }, index) => [
            questionKey(text),
            proposal.answers[index] ?? "",
          ]),
        );
        const { proposalId } = await submitProposal(
          people.get(proposal.freelancerKey),
          {
            jobId: jobs.get(job.key),
            jobRevision: 1,
            coverLetter,
            priceCents,
            timelineDays,
            answers,
          },
          tx,
        );
        proposals.add(key, proposalId);
      },
    },
  ];
  if (shortlistedAgo !== null) {
    events.push({
      at: calendar(shortlistedAgo),
      play: ({ tx, people, proposals }) =>
        shortlistProposal(
          people.get(job.clientKey),
          { proposalId: proposals.get(key), isShortlisted: true },
          tx,
        ),
    });
  }
  return [...events, ...tellEnd(job, offer, calendar)];
}

/** Offers that ended before the job was decided: declined with a reason, or withdrawn. */
function tellEnd(job: PlannedJob, offer: PlannedOffer, calendar: Calendar): StoryEvent[] {
  const { proposal, endedAgo } = offer;
  if (endedAgo === null) return [];
  const { freelancerKey } = proposal;
  const key = offerKey(job.key, freelancerKey);
  const at = calendar(endedAgo);
  if (proposal.outcome === "declined") {
    const reason = proposal.declineReason;
    return [
      {
        at,
        play: ({ tx, people, proposals }) =>
          declineProposal(
            people.get(job.clientKey),
            { proposalId: proposals.get(key), proposalRevision: 1, reason },
            tx,
          ),
      },
    ];
  }
  return [
    {
      at,
      play: ({ tx, people, proposals }) =>
        withdrawProposal(
          people.get(freelancerKey),
          { proposalId: proposals.get(key), proposalRevision: 1 },
          tx,
        ),
    },
  ];
}

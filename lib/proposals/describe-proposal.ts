import { isolate } from "#lib/text";
import { SAME_LETTER_FROM } from "./policy.ts";
import type { ProposalView } from "./schema.ts";

type Standing = {
  /** In one or two words. */
  readonly tag: string;
  /** How it stands, and what happens next. */
  readonly sentence: string;
};

type Described = Pick<ProposalView, "status" | "client" | "freelancer"> & {
  readonly shortlistedAt: Date | null;
  readonly isOutdated?: boolean;
  readonly job: Pick<ProposalView["job"], "status">;
};

/**
 * How a proposal stands, in words for one of its two sides. Every state has a text: nobody is left without an answer.
 */
export function describeProposal(proposal: Described, side: "client" | "freelancer"): Standing {
  return side === "client" ? forClient(proposal) : forFreelancer(proposal);
}

function forFreelancer({ status, shortlistedAt, isOutdated, client, job }: Described): Standing {
  switch (status) {
    case "submitted":
      if (isOutdated) {
        return {
          tag: "Job changed",
          sentence: `${isolate(client.name)} changed the job after you applied. You can be hired once you confirm that your proposal still stands.`,
        };
      }
      if (job.status === "expired") {
        return {
          tag: "Job expired",
          sentence: `The job has expired, and ${isolate(client.name)} has not decided. ${isolate(client.name)} can still hire you from this proposal, or renew the job.`,
        };
      }
      return shortlistedAt
        ? {
            tag: "Shortlisted",
            sentence: `${isolate(client.name)} has put your proposal on the shortlist and has not decided yet. You will see the decision here.`,
          }
        : {
            tag: "Waiting",
            sentence: `${isolate(client.name)} has not decided yet. You will see the decision here.`,
          };
    case "accepted":
      return { tag: "Hired", sentence: "You are hired. Everything else is in the contract." };
    case "declined":
      return {
        tag: "Declined",
        sentence: `${isolate(client.name)} declined your proposal.`,
      };
    case "withdrawn":
      return {
        tag: "Withdrawn",
        sentence:
          job.status === "open"
            ? "You withdrew this proposal. While the job is open, you can apply again."
            : "You withdrew this proposal.",
      };
    case "not_selected":
      return {
        tag: "Not selected",
        sentence:
          job.status === "closed"
            ? `${isolate(client.name)} closed the job without hiring anyone.`
            : `${isolate(client.name)} hired someone else for this job.`,
      };
  }
}

function forClient({ status, isOutdated, freelancer, job }: Described): Standing {
  const first = firstName(freelancer.name);
  switch (status) {
    case "submitted":
      if (isOutdated) {
        return {
          tag: "Waiting",
          sentence: `You changed the job after ${first} applied. You can hire ${first} once they agree to the changed job.`,
        };
      }
      if (job.status === "expired") {
        return {
          tag: "Job expired",
          sentence: `The job has expired, and ${first} is still waiting for your decision. You can hire ${first}, decline with a reason, or renew the job.`,
        };
      }
      return {
        tag: "Waiting",
        sentence: `${first} is waiting for your decision: hire, or decline with a reason. Nothing is paid before you hire.`,
      };
    case "accepted":
      return { tag: "Hired", sentence: `You hired ${first}. Everything else is in the contract.` };
    case "declined":
      return {
        tag: "Declined",
        sentence: `You declined this proposal. ${first} can read your reason.`,
      };
    case "withdrawn":
      return { tag: "Withdrawn", sentence: `${first} withdrew this proposal.` };
    case "not_selected":
      return {
        tag: "Not selected",
        sentence:
          job.status === "closed"
            ? "You closed the job without hiring anyone."
            : "You hired someone else for this job.",
      };
  }
}

/** What a client is told of a letter that went to many jobs: how many others, and nothing about which; null for the rest. */
export function sameLetterText(otherJobs: number): string | null {
  if (otherJobs < SAME_LETTER_FROM) return null;
  return `Sent almost word for word to ${otherJobs} other jobs`;
}

/** How a person is called on a button: "Hire Ana". */
export function firstName(name: string): string {
  return isolate(name.split(" ")[0] ?? name);
}

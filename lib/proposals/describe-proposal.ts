import type { ProposalView } from "./schema.ts";

type Standing = {
  /** In one or two words. */
  readonly tag: string;
  /** How it stands, and what happens next. */
  readonly sentence: string;
};

type Described = Pick<ProposalView, "status" | "client" | "freelancer"> & {
  readonly shortlistedAt: Date | null;
  readonly job: Pick<ProposalView["job"], "status">;
};

/** How a proposal stands, in words for one of its two sides. Every state has some: nobody is left without an answer. */
export function describeProposal(proposal: Described, side: "client" | "freelancer"): Standing {
  return side === "client" ? forClient(proposal) : forFreelancer(proposal);
}

function forFreelancer({ status, shortlistedAt, client, job }: Described): Standing {
  switch (status) {
    case "submitted":
      return shortlistedAt
        ? {
            tag: "Shortlisted",
            sentence: `${client.name} has put your proposal on the shortlist and has not decided yet. What becomes of it will stand here.`,
          }
        : {
            tag: "Waiting",
            sentence: `${client.name} has not decided yet. What becomes of your proposal will stand here.`,
          };
    case "accepted":
      return { tag: "Hired", sentence: "You are hired. The rest is on the contract’s page." };
    case "declined":
      return { tag: "Declined", sentence: `${client.name} declined your proposal and says why.` };
    case "withdrawn":
      return {
        tag: "Withdrawn",
        sentence:
          job.status === "open"
            ? "You took this proposal back. While the job is open, you can apply again."
            : "You took this proposal back.",
      };
    case "not_selected":
      return {
        tag: "Not selected",
        sentence:
          job.status === "closed"
            ? `${client.name} closed the job without hiring anybody.`
            : `${client.name} hired somebody else for this job.`,
      };
  }
}

function forClient({ status, freelancer, job }: Described): Standing {
  const first = firstName(freelancer.name);
  switch (status) {
    case "submitted":
      return {
        tag: "Waiting",
        sentence: `${first} waits for your decision: hire, or decline with a reason. Nothing is paid before you hire.`,
      };
    case "accepted":
      return { tag: "Hired", sentence: `You hired ${first}. The rest is on the contract’s page.` };
    case "declined":
      return {
        tag: "Declined",
        sentence: `You declined this proposal. ${first} reads your reason.`,
      };
    case "withdrawn":
      return { tag: "Withdrawn", sentence: `${first} took this proposal back.` };
    case "not_selected":
      return {
        tag: "Not selected",
        sentence:
          job.status === "closed"
            ? "You closed the job without hiring anybody."
            : "You hired somebody else for this job.",
      };
  }
}

/** What a person is called on a button: "Hire Ana". */
export function firstName(name: string): string {
  return name.split(" ")[0] ?? name;
}

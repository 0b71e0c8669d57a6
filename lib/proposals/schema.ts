import { z } from "zod";
import type { Id } from "#lib/ids";
import { amountInput, daysInput, idInput, textInput } from "#lib/input";
import type { JobStatus } from "#lib/jobs/policy";
import type { ReleaseRule } from "#lib/jobs/schema";
import type { Cents } from "#lib/money";
import type { ProposalStatus } from "./policy.ts";

export const submitProposalInput = z.object({
  jobId: idInput("job"),
  coverLetter: textInput({
    min: 40,
    max: 5000,
    missing: "Write a few sentences to the client.",
    what: "for what you write to the client",
  }),
  priceCents: amountInput("Enter your price."),
  timelineDays: daysInput({ min: 1, max: 365, missing: "Say how many days you need." }),
});
export type SubmitProposalInput = z.input<typeof submitProposalInput>;

export const proposalIdInput = z.object({ proposalId: idInput("prp") });
export type ProposalIdInput = z.input<typeof proposalIdInput>;

export const declineProposalInput = z.object({
  proposalId: idInput("prp"),
  reason: textInput({ min: 3, max: 500, missing: "Say why, in a few words." }),
});
export type DeclineProposalInput = z.input<typeof declineProposalInput>;

/** What the mark should be, rather than "the other one": sent twice it is the same. */
export const shortlistProposalInput = z.object({
  proposalId: idInput("prp"),
  isShortlisted: z
    .union([z.boolean(), z.enum(["true", "false"])])
    .transform((value) => value === true || value === "true"),
});
export type ShortlistProposalInput = z.input<typeof shortlistProposalInput>;

export const PROPOSAL_SORTS = ["newest", "price", "timeline", "rating"] as const;
export type ProposalSort = (typeof PROPOSAL_SORTS)[number];

/** The job that a proposal is about, as both sides see it. */
export type ProposalJobView = {
  readonly jobId: Id<"job">;
  readonly title: string;
  readonly status: JobStatus;
  readonly budgetCents: Cents;
  readonly timelineDays: number;
  readonly releaseRule: ReleaseRule;
  readonly reviewWindowDays: number;
};

type PersonView = {
  readonly userId: Id<"usr">;
  readonly name: string;
  readonly handle: string;
  readonly avatarFileId: Id<"fil"> | null;
};

export type FreelancerView = PersonView & {
  readonly headline: string | null;
  /** Average of all ratings to two decimals, and how many; null before the first review. */
  readonly rating: { readonly average: number; readonly count: number } | null;
  readonly completedCount: number;
};

export type ProposalView = {
  readonly proposalId: Id<"prp">;
  readonly coverLetter: string;
  readonly priceCents: Cents;
  readonly timelineDays: number;
  readonly status: ProposalStatus;
  /** Only once declined: what the client wrote. */
  readonly declineReason: string | null;
  readonly shortlistedAt: Date | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  /** Set when this proposal was accepted. */
  readonly contractId: Id<"ctr"> | null;
  readonly freelancer: FreelancerView;
  readonly client: PersonView;
  readonly job: ProposalJobView;
};

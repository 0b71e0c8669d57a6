import { z } from "zod";
import type { Change } from "#lib/changes";
import { type FileView, fileIdsInput } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import { amountInput, daysInput, idInput, optionalText, seenInput, textInput } from "#lib/input";
import { type FeeTerms, feeKey, NO_FEE } from "#lib/jobs/fee";
import type { JobStatus, ReleaseRule } from "#lib/jobs/policy";
import type { ScreeningQuestion } from "#lib/jobs/questions";
import type { RevisionFile } from "#lib/jobs/schema";
import type { Cents } from "#lib/money";
import { ANSWER_MAX, type AskedView, gatherAnswers, type ScreeningAnswer } from "./answers.ts";
import { LETTER_MAX, LETTER_MIN, type ProposalStatus } from "./policy.ts";

const offerFields = {
  coverLetter: textInput({
    min: LETTER_MIN,
    max: LETTER_MAX,
    missing: "Write a few sentences to the client.",
    what: "for what you write to the client",
  }),
  priceCents: amountInput("Enter your price."),
  timelineDays: daysInput({ min: 1, max: 365, missing: "Say how many days you need." }),
  /** What is answered, by the key of its question (`questionKey`). */
  answers: z.record(z.string().regex(/^[0-9a-z]{1,13}$/), optionalText(ANSWER_MAX)).default({}),
  /** All files to attach; when a proposal is changed, files left out are removed. */
  fileIds: fileIdsInput,
  /** The fee that was on the screen (`feeKey`). */
  fee: z.string().max(40).default(feeKey(NO_FEE)),
};

const submitProposalFields = z.object({
  jobId: idInput("job"),
  /** The revision of the job that was read. */
  jobRevision: seenInput,
  ...offerFields,
});
export const submitProposalInput = z.preprocess(gatherAnswers, submitProposalFields);
export type SubmitProposalInput = z.input<typeof submitProposalFields>;

const changeProposalFields = z.object({
  proposalId: idInput("prp"),
  /** The revision that the form began with, and the revision of the job that was read beside it. */
  proposalRevision: seenInput,
  jobRevision: seenInput,
  ...offerFields,
});
export const changeProposalInput = z.preprocess(gatherAnswers, changeProposalFields);
export type ChangeProposalInput = z.input<typeof changeProposalFields>;

export const confirmProposalInput = z.object({
  proposalId: idInput("prp"),
  jobRevision: seenInput,
});
export type ConfirmProposalInput = z.input<typeof confirmProposalInput>;

export const withdrawProposalInput = z.object({
  proposalId: idInput("prp"),
  proposalRevision: seenInput,
});
export type WithdrawProposalInput = z.input<typeof withdrawProposalInput>;

export const declineProposalInput = z.object({
  proposalId: idInput("prp"),
  proposalRevision: seenInput,
  reason: textInput({ min: 3, max: 500, missing: "Say why, in a few words." }),
});
export type DeclineProposalInput = z.input<typeof declineProposalInput>;

/** The mark that is wanted, rather than "the other one": sending it twice has the same result. */
export const shortlistProposalInput = z.object({
  proposalId: idInput("prp"),
  isShortlisted: z
    .union([z.boolean(), z.enum(["true", "false"])])
    .transform((value) => value === true || value === "true"),
});
export type ShortlistProposalInput = z.input<typeof shortlistProposalInput>;

export const PROPOSAL_SORTS = ["newest", "price", "timeline", "rating"] as const;
export type ProposalSort = (typeof PROPOSAL_SORTS)[number];

export const readProposalInput = z.object({ proposalId: idInput("prp") });
export type ReadProposalInput = z.input<typeof readProposalInput>;

/** How many live proposals count for a freelancer, and of how many. */
export type LiveProposalsView = {
  readonly count: number;
  readonly limit: number;
  /** When the next one stops counting, if its client does not open it before; null when none would. */
  readonly nextFreeAt: Date | null;
};

/** What a proposal offered at one time. */
export type OfferTerms = FeeTerms & {
  readonly coverLetter: string;
  readonly priceCents: Cents;
  readonly timelineDays: number;
  readonly files: readonly RevisionFile[];
  readonly answers: readonly ScreeningAnswer[];
};

/** The job that a proposal is about, as both sides see it. */
export type ProposalJobView = {
  readonly jobId: Id<"job">;
  readonly title: string;
  readonly status: JobStatus;
  readonly revision: number;
  readonly budgetCents: Cents;
  readonly timelineDays: number;
  readonly releaseRule: ReleaseRule;
  readonly reviewWindowDays: number;
  readonly questions: readonly ScreeningQuestion[];
};

type PersonView = {
  readonly userId: Id<"usr">;
  readonly name: string;
  readonly handle: string;
  readonly avatarFileId: Id<"fil"> | null;
};

export type FreelancerView = PersonView & {
  readonly headline: string | null;
  /** Average of all ratings to two decimals, and their count; null before the first review. */
  readonly rating: { readonly average: number; readonly count: number } | null;
  readonly completedCount: number;
};

export type ProposalView = FeeTerms & {
  readonly proposalId: Id<"prp">;
  readonly coverLetter: string;
  readonly priceCents: Cents;
  readonly timelineDays: number;
  readonly files: readonly FileView[];
  /** The job's questions with the answers, and the answers to questions that it no longer asks. */
  readonly asked: readonly AskedView[];
  /** Counts the offers that it has been, from 1; a client who hires agrees to this number. */
  readonly revision: number;
  /** When it was last changed, if ever. */
  readonly changedAt: Date | null;
  /** True while its freelancer has not agreed to what the job says now: they cannot be hired on it. */
  readonly isOutdated: boolean;
  readonly status: ProposalStatus;
  /** Only once declined: what the client wrote. */
  readonly declineReason: string | null;
  readonly shortlistedAt: Date | null;
  /** To how many other jobs its freelancer sent almost the same letter. */
  readonly sameLetterCount: number;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  /** Set when this proposal was accepted. */
  readonly contractId: Id<"ctr"> | null;
  readonly freelancer: FreelancerView;
  readonly client: PersonView;
  readonly job: ProposalJobView;
};

/** A proposal on its own page: with how it and its job have changed since they were read. */
export type ProposalPageView = ProposalView & {
  /** The offer before its last change beside what it is now. */
  readonly offerChanges: readonly Change[];
  /** The job that its freelancer agreed to beside what it is now. */
  readonly jobChanges: readonly Change[];
};

import { z } from "zod";
import { type FileView, fileIdsInput } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import { idInput, textInput } from "#lib/input";
import type { JobEvent, JobStatus, Refusal } from "#lib/jobs/policy";
import type { JobEventKind } from "#lib/jobs/record-event";
import type { ReleaseRule } from "#lib/jobs/schema";
import type { Cents } from "#lib/money";
import type { TaskDefinition } from "#lib/task";

export const NOTE_MAX = 5000;

export const acceptProposalInput = z.object({ proposalId: idInput("prp") });
export type AcceptProposalInput = z.input<typeof acceptProposalInput>;

/** Everything that needs to know only which contract. */
export const contractInput = z.object({ contractId: idInput("ctr") });
export type ContractInput = z.input<typeof contractInput>;

export const submitWorkInput = z.object({
  contractId: idInput("ctr"),
  note: textInput({ min: 1, max: NOTE_MAX, missing: "Say what you are handing over." }),
  fileIds: fileIdsInput,
  requestKey: z.string().min(1).max(100).optional(),
});
export type SubmitWorkInput = z.input<typeof submitWorkInput>;

export const requestChangesInput = z.object({
  contractId: idInput("ctr"),
  note: textInput({ min: 1, max: NOTE_MAX, missing: "Say what should be different." }),
  /** The version that was looked at, so that a late second send cannot hit a newer one. */
  submissionNumber: z
    .union([z.string(), z.number()])
    .transform(Number)
    .pipe(z.int().positive())
    .optional(),
});
export type RequestChangesInput = z.input<typeof requestChangesInput>;

/** Completes a contract whose review window has passed. Dated to the end of the window. */
export const completeWhenDueTask = {
  name: "contracts.complete-when-due",
  input: contractInput,
} as const satisfies TaskDefinition;

/** Every few minutes: completes what the dated tasks have missed. */
export const completeOverdueTask = {
  name: "contracts.complete-overdue",
  input: z.object({}),
} as const satisfies TaskDefinition;

/** Text with moments in it; the page writes them in the reader's time zone. */
export type Sentence = readonly (
  | string
  | { readonly moment: Date; readonly form: "date" | "long" }
)[];

export type ContractParty = "client" | "freelancer";

export type PartyView = {
  readonly userId: Id<"usr">;
  /** The company's name for a client, the person's own for a freelancer. */
  readonly name: string;
  readonly handle: string;
  readonly avatarFileId: Id<"fil"> | null;
};

export type SubmissionView = {
  readonly submissionId: Id<"sub">;
  readonly number: number;
  readonly note: string;
  readonly files: readonly FileView[];
  readonly createdAt: Date;
  /** The client's answer, when it was to ask for changes. */
  readonly changes: { readonly note: string; readonly at: Date } | null;
};

/** One line of "What happened". Amounts in minor units; null where no money is concerned. */
export type TimelineLine = {
  readonly eventId: Id<"evt">;
  readonly at: Date;
  readonly kind: JobEventKind;
  /** What happened, in bold where it moved the contract on, and the rest of the sentence. */
  readonly what: string;
  readonly rest: string;
  readonly amountCents: Cents | null;
  readonly heldAfterCents: Cents | null;
};

/** Where the contract's money is, for the money line. */
export type MoneyView = {
  readonly place: "held" | "freelancer" | "refunded";
  readonly amountCents: Cents;
  /** Under the amount: what makes it move on, or when it moved. */
  readonly condition: Sentence;
};

/** The one thing that a party should do next. */
export type ContractAction =
  | "answer_cancellation"
  | "review_work"
  | "see_changes"
  | "submit_work"
  | "leave_review";

export const CONTRACT_GROUPS = ["needs_you", "waiting", "active", "done"] as const;
export type ContractGroup = (typeof CONTRACT_GROUPS)[number];

export type ContractStepName = Exclude<JobEvent, "edit" | "close" | "accept_proposal">;

/** What every view of a contract has. */
type ContractBase = {
  readonly contractId: Id<"ctr">;
  readonly jobId: Id<"job">;
  readonly jobTitle: string;
  readonly status: JobStatus;
  readonly viewer: ContractParty;
  readonly client: PartyView;
  readonly freelancer: PartyView;
  readonly priceCents: Cents;
  /** What the ledger holds for it now. */
  readonly heldCents: Cents;
  readonly releaseRule: ReleaseRule;
  readonly reviewWindowDays: number;
  readonly submissionCount: number;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly reviewEndsAt: Date | null;
  readonly releasedAt: Date | null;
  readonly completedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly cancellationRequestedBy: ContractParty | null;
  readonly money: MoneyView;
  readonly ifNobodyActs: Sentence;
  readonly isLate: boolean;
};

/** A contract in a list. */
export type ContractRow = ContractBase & {
  readonly other: PartyView;
  /** One line: what stands, whom it waits for, until when. */
  readonly standing: Sentence;
  readonly group: ContractGroup;
  readonly action: ContractAction | null;
  /** The next moment that matters: submit by, review until. Null when nothing is due. */
  readonly deadlineAt: Date | null;
};

export type ContractList = {
  readonly groups: Readonly<Record<ContractGroup, readonly ContractRow[]>>;
  /** How many are done in all; the list may show fewer. */
  readonly doneCount: number;
};

/** The whole contract, for its two parties only. */
export type ContractView = ContractBase & {
  readonly proposalId: Id<"prp">;
  readonly timelineDays: number;
  /** What the viewer may do now: null, or why not. */
  readonly refusals: Readonly<Record<ContractStepName, Refusal | null>>;
  /** Oldest first. */
  readonly submissions: readonly SubmissionView[];
  /** Newest first. */
  readonly timeline: readonly TimelineLine[];
};

/** Money on hold for one contract, for the wallet of either side. */
export type HoldRow = {
  readonly contractId: Id<"ctr">;
  readonly jobTitle: string;
  readonly status: JobStatus;
  readonly viewer: ContractParty;
  readonly other: PartyView;
  readonly heldCents: Cents;
  /** When and on what condition it moves on. */
  readonly condition: Sentence;
};

/** What anybody may know about how a client hires. */
export type HiringRecordView = {
  readonly hiredCount: number;
  readonly completedCount: number;
  readonly cancelledCount: number;
  readonly paidCents: Cents;
  /** Median time from a submission to the client's approval; null before the first. Contracts that the clock completed don't count. */
  readonly medianApprovalMs: number | null;
};

/** What anybody may know about how a freelancer has worked. */
export type WorkRecordView = {
  readonly completedCount: number;
  readonly activeCount: number;
  /** Contracts with at least one submission, and how many of those came within the agreed timeline. */
  readonly deliveredCount: number;
  readonly onTimeCount: number;
};

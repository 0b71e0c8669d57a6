import { z } from "zod";
import type { NOT_HIRED_REASONS } from "#db/schema";
import type { TaskDefinition } from "#lib/edge/task";
import { type FileView, fileIdsInput } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import { idInput, keyInput, seenInput, textInput } from "#lib/input";
import type { FeeTerms } from "#lib/jobs/fee";
import type { JobEvent, Refusal, ReleaseRule, StoredJobStatus } from "#lib/jobs/policy";
import type { JobEventKind } from "#lib/jobs/record-event";
import type { JobTerms } from "#lib/jobs/schema";
import type { Cents } from "#lib/money";
import type { PaymentStatus } from "#lib/payments/policy";
import type { ScreeningAnswer } from "#lib/proposals/answers";
import type { LastActive } from "./policy.ts";

export const NOTE_MAX = 5000;

export const acceptProposalInput = z.object({
  proposalId: idInput("prp"),
  /** What was on the screen: the offer, and the job that it is for. */
  proposalRevision: seenInput,
  jobRevision: seenInput,
});
export type AcceptProposalInput = z.input<typeof acceptProposalInput>;

export const payAndHireInput = acceptProposalInput.extend({
  requestKey: keyInput(),
  /** The amount to pay that was on the screen. */
  payCents: seenInput,
  /** The provider's token for a card. */
  card: keyInput("Choose a card."),
});
export type PayAndHireInput = z.input<typeof payAndHireInput>;

/** For steps that need only the contract. */
export const contractInput = z.object({ contractId: idInput("ctr") });
export type ContractInput = z.input<typeof contractInput>;

export const markCompleteInput = z.object({
  contractId: idInput("ctr"),
  /** The version that was seen, and the held amount that was shown. */
  submissionNumber: seenInput,
  heldCents: seenInput,
});
export type MarkCompleteInput = z.input<typeof markCompleteInput>;

export const withdrawCancellationInput = z.object({
  contractId: idInput("ctr"),
  /** The request to cancel that was on the screen. */
  cancellationNumber: seenInput,
});
export type WithdrawCancellationInput = z.input<typeof withdrawCancellationInput>;

export const agreeToCancellationInput = z.object({
  contractId: idInput("ctr"),
  cancellationNumber: seenInput,
  /** The refund that was shown. */
  heldCents: seenInput,
});
export type AgreeToCancellationInput = z.input<typeof agreeToCancellationInput>;

export const submitWorkInput = z.object({
  contractId: idInput("ctr"),
  /** The latest version that the freelancer knew of, zero before the first. */
  submissionNumber: seenInput,
  note: textInput({ min: 1, max: NOTE_MAX, missing: "Say what you are submitting." }),
  fileIds: fileIdsInput,
  requestKey: keyInput().optional(),
});
export type SubmitWorkInput = z.input<typeof submitWorkInput>;

export const requestChangesInput = z.object({
  contractId: idInput("ctr"),
  note: textInput({ min: 1, max: NOTE_MAX, missing: "Say what should be different." }),
  /** The version that was seen. */
  submissionNumber: seenInput,
});
export type RequestChangesInput = z.input<typeof requestChangesInput>;

/** Completes a contract whose review window has passed. Dated to the end of the window. */
export const completeWhenDueTask = {
  name: "contracts.complete-when-due",
  lane: "deadlines",
  input: contractInput,
} as const satisfies TaskDefinition;

/** Every few minutes: completes what the dated tasks have missed. */
export const completeOverdueTask = {
  name: "contracts.complete-overdue",
  lane: "clock",
  input: z.object({}),
} as const satisfies TaskDefinition;

export const remindPartiesTask = {
  name: "contracts.remind-parties",
  lane: "clock",
  input: z.object({}),
} as const satisfies TaskDefinition;

/** Why a payment that was made to hire has hired nobody. */
export type NotHired = (typeof NOT_HIRED_REASONS)[number];

/** The hire for which a payment was made. Both null while it is under way. */
export type PaidHireView = {
  readonly proposalId: Id<"prp">;
  readonly freelancerName: string;
  readonly contractId: Id<"ctr"> | null;
  readonly notHired: NotHired | null;
  /** Whether paying now would still hire: nothing that was agreed to has changed, and nobody was hired. */
  readonly isStillOffered: boolean;
};

/** A payment that hires once it has settled. */
export type HirePaymentView = {
  readonly paymentId: Id<"pay">;
  readonly amountCents: Cents;
  readonly status: PaymentStatus;
  /** Whether it would still hire: nothing that was agreed to has changed. */
  readonly isStillOffered: boolean;
  readonly isGivenUp: boolean;
};

/** Text with times in it; the page writes them in the reader's time zone. */
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
  /** The client's answer, when it requested changes. */
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
  /** Below the amount: what moves it on, or when it moved. */
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

export type ContractStepName = Exclude<JobEvent, "edit" | "renew" | "close" | "accept_proposal">;

/** The common part of every view of a contract. */
type ContractBase = {
  readonly contractId: Id<"ctr">;
  readonly jobId: Id<"job">;
  readonly jobTitle: string;
  readonly status: StoredJobStatus;
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
  /** Counts the requests to cancel; an answer names this number. */
  readonly cancellationNumber: number;
  readonly money: MoneyView;
  readonly ifNobodyActs: Sentence;
  readonly isLate: boolean;
};

/** A contract in a list. */
export type ContractRow = ContractBase & {
  readonly other: PartyView;
  /** One line: the state, who has to act, and until when. */
  readonly standing: Sentence;
  readonly group: ContractGroup;
  readonly action: ContractAction | null;
  /** The next important date: submit by, review until. Null when nothing is due. */
  readonly deadlineAt: Date | null;
};

export type ContractList = {
  readonly groups: Readonly<Record<ContractGroup, readonly ContractRow[]>>;
  /** How many are running in all, and where the next page of them begins; null on the last one. */
  readonly runningCount: number;
  readonly nextRunning: string | null;
  /** How many are done in all, and where the next page of them begins; null on the last one. */
  readonly doneCount: number;
  readonly nextDone: string | null;
  /** There is more than what a search reads. */
  readonly isCut: boolean;
};

/** The whole contract, for its two parties only. */
export type ContractView = ContractBase & {
  /** What WorkHub keeps of what is released. */
  readonly fee: FeeTerms;
  readonly proposalId: Id<"prp">;
  readonly timelineDays: number;
  /** The job as both agreed to it. */
  readonly agreed: JobTerms;
  /** What the freelancer had answered to the job's questions, in the words of both. */
  readonly answers: readonly ScreeningAnswer[];
  /** For each step, null when the viewer may take it now, or why not. */
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
  readonly status: StoredJobStatus;
  readonly viewer: ContractParty;
  readonly other: PartyView;
  readonly heldCents: Cents;
  /** When and on what condition it moves on. */
  readonly condition: Sentence;
};

/** What everyone may know about how a client hires. */
export type HiringRecordView = {
  readonly hiredCount: number;
  readonly completedCount: number;
  readonly cancelledCount: number;
  /** A step below the total paid; null until three contracts are paid, so no answer reveals one contract's price. */
  readonly paidOverCents: Cents | null;
  /**
   * Median time from a submission to the client's approval, in whole hours; null before the first. Contracts that the
   * clock completed don't count.
   */
  readonly medianApprovalMs: number | null;
};

/** What a job's page says about its client. Medians are in whole hours; null when nothing was counted. */
export type ClientRecordView = Pick<HiringRecordView, "hiredCount" | "medianApprovalMs"> & {
  /** Of the newest contracts: paid ones, and how long after the work was submitted. */
  readonly paidCount: number;
  readonly medianPaidMs: number | null;
  /** Of the newest contracts: those with submitted work, and those of them for which changes were requested. */
  readonly submittedCount: number;
  readonly changedCount: number;
  /** Of the newest proposals: how many the client had time to answer, how many it answered, and how soon. */
  readonly receivedCount: number;
  readonly answeredCount: number;
  readonly medianAnswerMs: number | null;
  readonly lastActive: LastActive | null;
  /** The wallet covers the budget at this moment; false for visitors, and for jobs that are not open. */
  readonly isMoneyHere: boolean;
};

/** What everyone may know about how a freelancer has worked. */
export type WorkRecordView = {
  readonly completedCount: number;
  readonly activeCount: number;
  /** Contracts with at least one submission, and how many of those came within the agreed timeline. */
  readonly deliveredCount: number;
  readonly onTimeCount: number;
};

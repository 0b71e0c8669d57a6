import type { KeptTerms, NOT_HIRED_REASONS, Tick } from "#db/schema";
import type { FileView } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import type { FeeTerms } from "#lib/jobs/fee";
import type { JobEvent, Refusal, ReleaseRule, StoredJobStatus } from "#lib/jobs/policy";
import type { JobEventKind } from "#lib/jobs/record-event";
import type { JobTerms } from "#lib/jobs/schema";
import type { Cents } from "#lib/money";
import type { PaymentStatus } from "#lib/payments/policy";
import type { ScreeningAnswer } from "#lib/proposals/answers";
import type { Milestone, MilestoneStatus } from "./milestones.ts";
import type { PlanDifference, PlanLine } from "./plans.ts";
import type { LastActive } from "./policy.ts";

/* What pages are given of contracts. Amounts in minor units. */

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
  /** The items of the checklist that it meets, as its freelancer says. */
  readonly ticks: readonly Tick[];
  readonly createdAt: Date;
  /** The client's answer, when it requested changes, and the items that are not met. */
  readonly changes: {
    readonly note: string;
    readonly unmet: readonly string[];
    readonly at: Date;
  } | null;
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
  readonly place: "client" | "held" | "freelancer" | "refunded";
  readonly amountCents: Cents;
  /** Below the amount: what moves it on, or when it moved. */
  readonly condition: Sentence;
};

/** The one thing that a party should do next. */
export type ContractAction =
  | "answer_cancellation"
  | "see_dispute"
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
  /** The stage of the milestone that is shown. */
  readonly status: StoredJobStatus;
  readonly jobStatus: StoredJobStatus;
  readonly milestoneNumber: number;
  readonly milestoneStatus: MilestoneStatus;
  /** Empty when it is the whole job. */
  readonly milestoneTitle: string;
  /** Whether all other milestones are over. */
  readonly isLast: boolean;
  readonly viewer: ContractParty;
  readonly client: PartyView;
  readonly freelancer: PartyView;
  /** Of the milestone. */
  readonly priceCents: Cents;
  /** Of all milestones that were agreed on. */
  readonly totalCents: Cents;
  /** What is on hold for the milestone now, and of it what is disputed. */
  readonly heldCents: Cents;
  readonly disputedCents: Cents;
  /** The dispute about it that is not over. */
  readonly disputeId: Id<"dsp"> | null;
  readonly roundsLeft: number | null;
  readonly releaseRule: ReleaseRule;
  readonly reviewWindowDays: number;
  readonly submissionCount: number;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly reviewEndsAt: Date | null;
  readonly releasedAt: Date | null;
  readonly completedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly reviewsEndAt: Date | null;
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

/** What each side would get of held money. Amounts in minor units, the freelancer's after the fee. */
export type SplitView = {
  readonly heldCents: Cents;
  readonly toFreelancerCents: Cents;
  readonly toClientCents: Cents;
  readonly feeCents: Cents;
};

/** A change that one side proposes. Amounts in minor units, of all milestones together. */
export type ChangeView = {
  readonly changeOrderId: Id<"chg">;
  readonly isOwn: boolean;
  /** What would be agreed on; of a settlement, null. */
  readonly plan: readonly PlanLine[] | null;
  /** How the held money would be split; of a change, null. */
  readonly split: SplitView | null;
  /** The numbers of the milestones that would end with it; of a change, none. */
  readonly settles: readonly number[];
  readonly note: string;
  readonly differences: readonly PlanDifference[];
  readonly heldBeforeCents: Cents;
  readonly heldAfterCents: Cents;
  readonly lapsesAt: Date;
  readonly createdAt: Date;
};

/** The agreement as it was from one moment on, and who had proposed it. */
export type VersionView = {
  readonly version: number;
  readonly milestones: KeptTerms["milestones"];
  readonly proposedBy: ContractParty | null;
  readonly agreedAt: Date;
  readonly hash: string;
};

/** The whole contract, for its two parties only. */
export type ContractView = ContractBase & {
  /** What WorkHub keeps of what is released. */
  readonly fee: FeeTerms;
  readonly proposalId: Id<"prp">;
  readonly timelineDays: number;
  /** What is checked before the milestone is approved. */
  readonly checklist: readonly string[];
  /** The job as both agreed to it. */
  readonly agreed: JobTerms;
  /** What the freelancer had answered to the job's questions, in the words of both. */
  readonly answers: readonly ScreeningAnswer[];
  /** For each step, null when the viewer may take it now, or why not. */
  readonly refusals: Readonly<Record<ContractStepName, Refusal | null>>;
  /** All that were ever agreed on, in the order of the work. */
  readonly milestones: readonly Milestone[];
  /** Of what was released, what the freelancer has given back since. */
  readonly givenBackCents: Cents;
  readonly agreementVersion: number;
  /** What one side proposes to agree on instead. */
  readonly change: ChangeView | null;
  /** Of the agreement, oldest first; none while nothing was ever changed. */
  readonly versions: readonly VersionView[];
  /** Oldest first. */
  readonly submissions: readonly SubmissionView[];
  /** Whether the client may ask now for money back of which no work came. */
  readonly mayAskForReturn: boolean;
  /** Whether the client has asked, and the freelancer has not answered. */
  readonly isReturnAsked: boolean;
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
export type ClientRecordView = Pick<HiringRecordView, "hiredCount" | "medianApprovalMs"> &
  PaymentRecordView & {
    /** Of the newest proposals: how many the client had time to answer, how many it answered, and how soon. */
    readonly receivedCount: number;
    readonly answeredCount: number;
    readonly medianAnswerMs: number | null;
    readonly lastActive: LastActive | null;
    /** The wallet covers the budget at this moment; false for visitors, and for jobs that are not open. */
    readonly isMoneyHere: boolean;
  };

/** How a client pays, and what it sends back. */
export type PaymentRecordView = {
  /** Of the newest contracts: paid ones, and how long after the work was submitted. */
  readonly paidCount: number;
  readonly medianPaidMs: number | null;
  /** Of the newest contracts: those paid for submitted work, and of them those that the client paid within the window. */
  readonly paidForWorkCount: number;
  readonly paidOnTimeCount: number;
  /** Of the newest contracts: those with submitted work, and those of them for which changes were requested. */
  readonly submittedCount: number;
  readonly changedCount: number;
};

/** What everyone may know about how a freelancer has worked. */
export type WorkRecordView = {
  readonly completedCount: number;
  readonly activeCount: number;
  /** Contracts, or milestones of them, with at least one submission, and how many came within the agreed time. */
  readonly deliveredCount: number;
  readonly onTimeCount: number;
  /** Of the same, how many were sent back at least once. */
  readonly changedCount: number;
};

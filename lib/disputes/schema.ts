import { z } from "zod";
import type { Finding } from "#db/schema";
import type { ContractParty, PartyView, Sentence, SplitView } from "#lib/contracts/contract-views";
import { type FileView, fileIdsInput } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import {
  amountInput,
  idInput,
  keyInput,
  optionalText,
  seenInput,
  textInput,
  wholeNumberInput,
} from "#lib/input";
import { MAX_CHECKS } from "#lib/jobs/checklist";
import type { FeeTerms } from "#lib/jobs/fee";
import type { Refusal } from "#lib/jobs/policy";
import { type Cents, cents } from "#lib/money";
import { gatherFindings, gatherItems } from "./dispute-fields.ts";
import type { DisputeOutcome, DisputeState, DisputeStep } from "./policy.ts";

/** What a mediator may find of a claim. */
export const FOUND = [
  "shown",
  "partly_shown",
  "not_shown",
] as const satisfies readonly Finding["found"][];

export const TEXT_MAX = 5000;
export const NOTE_MAX = 1000;

const shareInput = amountInput("Enter an amount.", { leastCents: cents(0) });

const checkPlace = wholeNumberInput({
  min: 0,
  max: MAX_CHECKS - 1,
  message: "That is not a valid reference.",
});

const openDisputeFields = z.object({
  contractId: idInput("ctr"),
  milestoneNumber: seenInput,
  /** How much of the held money it is about. */
  amountCents: amountInput("Enter an amount.", { leastCents: cents(1) }),
  /** Of it, what the freelancer is to get; the client gets the rest. */
  toFreelancerCents: shareInput,
  reason: textInput({ min: 1, max: TEXT_MAX, missing: "Say what happened, and why." }),
  /** The items of the checklist that it is about, by their place in it. */
  items: z.array(checkPlace).max(MAX_CHECKS).default([]),
  /** What was on the screen: what is held, and the versions of the agreement and of the work (zero before the first). */
  heldCents: seenInput,
  agreementVersion: seenInput,
  submissionNumber: seenInput,
  fileIds: fileIdsInput,
  requestKey: keyInput(),
});
/** A form sends `items.<place>` for each box that is ticked. */
export const openDisputeInput = z.preprocess(gatherItems, openDisputeFields);
export type OpenDisputeInput = z.input<typeof openDisputeFields>;

/** For steps that need only the dispute: accepting the claim, withdrawing. */
export const disputeInput = z.object({ disputeId: idInput("dsp") });
export type DisputeInput = z.input<typeof disputeInput>;

export const acceptClaimInput = disputeInput.extend({
  /** What the claim gives the freelancer, as it was on the screen. */
  toFreelancerCents: seenInput,
});
export type AcceptClaimInput = z.input<typeof acceptClaimInput>;

/** Rejects the claim, with an answer and a first offer. */
export const answerDisputeInput = disputeInput.extend({
  answer: textInput({ min: 1, max: TEXT_MAX, missing: "Say what happened as you see it." }),
  toFreelancerCents: shareInput,
  fileIds: fileIdsInput,
  requestKey: keyInput(),
});
export type AnswerDisputeInput = z.input<typeof answerDisputeInput>;

export const makeDisputeOfferInput = disputeInput.extend({
  toFreelancerCents: shareInput,
  note: optionalText(NOTE_MAX),
  /** The latest offer that was on the screen, of either side. */
  offerNumber: seenInput,
  requestKey: keyInput(),
});
export type MakeDisputeOfferInput = z.input<typeof makeDisputeOfferInput>;

export const acceptDisputeOfferInput = disputeInput.extend({
  /** The offer that was on the screen, and what it gives the freelancer. */
  offerNumber: seenInput,
  toFreelancerCents: seenInput,
});
export type AcceptDisputeOfferInput = z.input<typeof acceptDisputeOfferInput>;

export const addStatementInput = disputeInput.extend({
  text: textInput({ min: 1, max: TEXT_MAX, missing: "Write your statement." }),
  fileIds: fileIdsInput,
  requestKey: keyInput(),
});
export type AddStatementInput = z.input<typeof addStatementInput>;

export const askQuestionInput = disputeInput.extend({
  text: textInput({ min: 1, max: TEXT_MAX, missing: "Write your question." }),
  asks: z.enum(["client", "freelancer", "both"], "Choose who is to answer."),
  requestKey: keyInput(),
});
export type AskQuestionInput = z.input<typeof askQuestionInput>;

const findingInput = z.object({
  /** The place of the claim in `claims` of the view. */
  place: wholeNumberInput({ min: 0, max: MAX_CHECKS, message: "That is not a valid reference." }),
  found: z.enum(FOUND, "Say what you found."),
  why: textInput({ min: 1, max: NOTE_MAX, missing: "Say why." }),
});

const decideDisputeFields = disputeInput.extend({
  /** 1, or 2 after an appeal. */
  round: seenInput,
  /** One for each claim. */
  findings: z.array(findingInput).max(MAX_CHECKS + 1),
  reason: textInput({ min: 1, max: TEXT_MAX, missing: "Give the reasons for the split." }),
  toFreelancerCents: shareInput,
});
/** A form sends `findings.<place>.found` and `findings.<place>.why` for each claim. */
export const decideDisputeInput = z.preprocess(gatherFindings, decideDisputeFields);
export type DecideDisputeInput = z.input<typeof decideDisputeFields>;

export const appealDecisionInput = disputeInput.extend({
  reason: textInput({ min: 1, max: TEXT_MAX, missing: "Say what is wrong, and what is new." }),
  fileIds: fileIdsInput,
});
export type AppealDecisionInput = z.input<typeof appealDecisionInput>;

/** Who wrote something: a side, or the mediator. */
export type DisputeVoice = ContractParty | "mediator";

export type DisputeOfferView = {
  /** Names it when it is accepted. */
  readonly number: number;
  readonly by: ContractParty;
  readonly note: string;
  readonly status: "open" | "replaced" | "accepted" | "over";
  /** What each side would get of the disputed money; the freelancer after the fee. */
  readonly split: SplitView;
  /** Before the fee: what accepting it carries along. */
  readonly toFreelancerCents: Cents;
  readonly createdAt: Date;
};

export type StatementView = {
  readonly statementId: Id<"dst">;
  readonly by: DisputeVoice;
  readonly authorName: string;
  readonly kind: "statement" | "question";
  /** Of a question, whom it is for. */
  readonly asks: ContractParty | "both" | null;
  readonly text: string;
  readonly files: readonly FileView[];
  readonly createdAt: Date;
};

export type DecisionView = {
  /** 1, or 2 after an appeal. */
  readonly round: number;
  readonly mediatorName: string;
  readonly findings: readonly Finding[];
  readonly reason: string;
  readonly split: SplitView;
  readonly toFreelancerCents: Cents;
  readonly createdAt: Date;
};

export type DisputeEventKind =
  | "opened"
  | "answered"
  | "offered"
  | "mediation"
  | "asked"
  | "stated"
  | "decided"
  | "appealed"
  | "ended";

/** One line of what happened in the dispute, oldest first. */
export type DisputeLine = {
  readonly kind: DisputeEventKind;
  /** Null when the clock did it. */
  readonly by: DisputeVoice | null;
  readonly what: string;
  readonly at: Date;
};

/** What happens by itself, and when: read from the same row by which the clock acts. */
export type NextMoment = {
  readonly at: Date;
  readonly waitsFor: ContractParty | "both" | "mediator";
  /** "If nobody acts": with the amounts. */
  readonly sentence: Sentence;
  /** What the disputed money then comes to; null where nothing moves. */
  readonly split: SplitView | null;
};

/** A dispute, complete, for its two parties and its mediator. Amounts in minor units. */
export type DisputeView = {
  readonly disputeId: Id<"dsp">;
  readonly contractId: Id<"ctr">;
  readonly jobId: Id<"job">;
  readonly jobTitle: string;
  readonly milestoneNumber: number;
  /** Empty when it is the whole job. */
  readonly milestoneTitle: string;
  readonly viewer: DisputeVoice;
  readonly client: PartyView;
  readonly freelancer: PartyView;
  readonly state: DisputeState;
  readonly openedBy: ContractParty;
  readonly createdAt: Date;
  /** What is disputed, and what of the milestone is held beside it and goes on. */
  readonly amountCents: Cents;
  readonly undisputedCents: Cents;
  /** For `splitOf` (lib/contracts/settlements.ts): a page shows with it where each cent of another split would go. */
  readonly terms: {
    readonly releasedCents: Cents;
    readonly earnedCents: Cents;
    readonly fee: FeeTerms;
  };
  /** What the opener asks for. */
  readonly claim: {
    readonly reason: string;
    readonly split: SplitView;
    readonly toFreelancerCents: Cents;
    /** What was on the screen when it was opened. */
    readonly agreementVersion: number;
    readonly submissionNumber: number;
  };
  /** Null until the other side has rejected the claim. */
  readonly answer: {
    readonly text: string;
    readonly at: Date;
    /** The first offer of who answered. */
    readonly split: SplitView;
  } | null;
  /** The whole checklist as both agreed to it, each item with its last tick and whether the dispute is about it. */
  readonly checklist: readonly {
    readonly item: string;
    /** What the freelancer said of it with the latest version; null when it was not ticked. */
    readonly tick: string | null;
    /** The client said that it is not met, when requesting changes last. */
    readonly isUnmet: boolean;
    readonly isDisputed: boolean;
  }[];
  /** What a decision has to answer, one finding each: the disputed items, and the claim as a whole. */
  readonly claims: readonly string[];
  /** Newest first. */
  readonly offers: readonly DisputeOfferView[];
  /** The number of the latest offer, of either side; an offer of one's own names it. */
  readonly latestOfferNumber: number;
  /** Oldest first. */
  readonly statements: readonly StatementView[];
  readonly decisions: readonly DecisionView[];
  /** What a mediator's silence comes to; null before mediation. */
  readonly middle: SplitView | null;
  readonly appeal: {
    readonly by: ContractParty;
    readonly reason: string;
    readonly at: Date;
  } | null;
  readonly timeline: readonly DisputeLine[];
  /** Null once it has ended. */
  readonly next: NextMoment | null;
  readonly outcome: {
    readonly kind: DisputeOutcome;
    /** What the disputed money came to; null when it was withdrawn or settled. */
    readonly split: SplitView | null;
    readonly at: Date;
  } | null;
  /** For each step, null when the viewer may take it now, or why not. */
  readonly refusals: Readonly<Record<DisputeStep, Refusal | null>>;
  /** The round that a decision would be: 1, or 2 after an appeal. */
  readonly round: number;
};

/** A dispute in the mediator's list. */
export type DisputeRow = {
  readonly disputeId: Id<"dsp">;
  readonly contractId: Id<"ctr">;
  readonly jobTitle: string;
  readonly milestoneNumber: number;
  readonly clientName: string;
  readonly freelancerName: string;
  readonly state: "mediation" | "appeal";
  readonly amountCents: Cents;
  readonly mediationAt: Date;
  /** When it is decided by itself. */
  readonly endsAt: Date;
  /** Whether this mediator may decide it: no party, and on appeal not who decided, unless nobody else can. */
  readonly mayDecide: boolean;
};

/** What a form for opening a dispute needs: shown before anything exists. */
export type DisputableView = {
  readonly contractId: Id<"ctr">;
  readonly jobTitle: string;
  readonly milestoneNumber: number;
  readonly milestoneTitle: string;
  readonly viewer: ContractParty;
  readonly otherName: string;
  readonly heldCents: Cents;
  readonly agreementVersion: number;
  readonly submissionNumber: number;
  readonly checklist: readonly string[];
  /** Null when a dispute can be opened now. */
  readonly refusal: Refusal | null;
};

/** Of the newest contracts of somebody that have ended: all of them, and those with a dispute that this person lost. */
export type DisputeRecordView = {
  readonly endedCount: number;
  readonly lostCount: number;
};

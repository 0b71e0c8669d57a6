import { z } from "zod";
import type { TaskDefinition } from "#lib/edge/task";
import { fileIdsInput } from "#lib/files/schema";
import {
  amountInput,
  daysInput,
  idInput,
  keyInput,
  optionalLine,
  optionalText,
  seenInput,
  textInput,
  wholeNumberInput,
} from "#lib/input";
import { MAX_CHECKS } from "#lib/jobs/checklist";
import { checklistInput } from "#lib/jobs/schema";
import { cents } from "#lib/money";
import { gatherTicks, gatherUnmet } from "./check-fields.ts";
import { REVIEWS } from "./clocks.ts";
import { MAX_MILESTONES } from "./milestones.ts";
import { gatherPlan } from "./plan-fields.ts";

export const NOTE_MAX = 5000;
/** What a freelancer says of one item of the checklist. */
export const WORD_MAX = 200;

/** The version of the agreement that was on the screen; the first one unless it is said. */
const versionInput = seenInput.default(1);

const checkPlace = wholeNumberInput({
  min: 0,
  max: MAX_CHECKS - 1,
  message: "That is not a valid reference.",
});

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

/** For steps of one milestone: without its number, of the one that the contract is about now. */
export const milestoneInput = z.object({
  contractId: idInput("ctr"),
  milestoneNumber: seenInput.optional(),
});

export type MilestoneInput = z.input<typeof milestoneInput>;

export const fundMilestoneInput = z.object({
  contractId: idInput("ctr"),
  milestoneNumber: seenInput,
  /** The amount that was shown. */
  amountCents: seenInput,
});
export type FundMilestoneInput = z.input<typeof fundMilestoneInput>;

export const REASON_MAX = 2000;

const roundsInput = z
  .union([z.literal("").transform(() => null), z.null(), roundsNumber()])
  .default(null);

function roundsNumber() {
  const message = "Enter a whole number from 0 to 20, or leave it empty for no limit.";
  return wholeNumberInput({ min: 0, max: 20, message });
}

const planLine = z
  .object({
    number: z.union([seenInput, z.null()]).default(null),
    title: optionalLine(120),
    amountCents: amountInput("Enter a price."),
    days: daysInput({ min: 1, max: 365, missing: "Say how many days it may take." }),
    rounds: roundsInput,
    checklist: checklistInput,
  })
  .superRefine(({ number, title }, context) => {
    // Only the whole job has no title of its own.
    if (title !== "" || number !== null) return;
    context.addIssue({ code: "custom", path: ["title"], message: "Give it a title." });
  });

/** A proposal that this one answers, if there is one. */
const countersInput = z
  .union([idInput("chg"), z.literal("")])
  .optional()
  .transform((id) => (id === "" ? undefined : id));

const proposeChangeFields = z.object({
  contractId: idInput("ctr"),
  /** The version of the agreement that was on the screen. */
  agreementVersion: seenInput,
  /** The other side's proposal that this one answers. */
  counters: countersInput,
  requestKey: keyInput(),
  /** All milestones that can be changed, as they would be; one that is left out is dropped. */
  milestones: z
    .array(planLine.nullable())
    .max(2 * MAX_MILESTONES)
    .transform((lines) => lines.filter((line) => line !== null)),
  note: optionalText(REASON_MAX),
});
export const proposeChangeInput = z.preprocess(gatherPlan, proposeChangeFields);
export type ProposeChangeInput = z.input<typeof proposeChangeFields>;

export const changeOrderInput = z.object({
  contractId: idInput("ctr"),
  changeOrderId: idInput("chg"),
});
export type ChangeOrderInput = z.input<typeof changeOrderInput>;

export const declineChangeInput = changeOrderInput.extend({
  reason: textInput({ min: 1, max: REASON_MAX, missing: "Say why." }),
});
export type DeclineChangeInput = z.input<typeof declineChangeInput>;

export const proposeSettlementInput = z.object({
  contractId: idInput("ctr"),
  /** Without it, all that is held. */
  milestoneNumber: seenInput.optional(),
  toFreelancerCents: amountInput("Enter an amount.", { leastCents: cents(0) }),
  /** What was held on the screen. */
  heldCents: seenInput,
  counters: countersInput,
  requestKey: keyInput(),
  note: optionalText(REASON_MAX),
});
export type ProposeSettlementInput = z.input<typeof proposeSettlementInput>;

export const giveBackInput = z.object({
  contractId: idInput("ctr"),
  amountCents: amountInput("Enter an amount.", { leastCents: cents(1) }),
  /** What had been given back before, as it was shown. */
  givenBackCents: seenInput,
});
export type GiveBackInput = z.input<typeof giveBackInput>;

export const askForReturnInput = milestoneInput.extend({
  /** The amount that was shown. */
  heldCents: seenInput,
});
export type AskForReturnInput = z.input<typeof askForReturnInput>;

export const refuseReturnInput = milestoneInput.extend({
  reason: textInput({ min: 1, max: 500, missing: "Say why." }),
});
export type RefuseReturnInput = z.input<typeof refuseReturnInput>;

/** The clock of one milestone, of a proposal, or of the contract's reviews. */
export const actOnClockInput = z.object({
  contractId: idInput("ctr"),
  subject: z
    .union([z.string().regex(/^\d{1,6}$/), idInput("chg"), z.literal(REVIEWS)])
    .default("1"),
});
export type ActOnClockInput = z.input<typeof actOnClockInput>;

export const markCompleteInput = milestoneInput.extend({
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

const submitWorkFields = milestoneInput.extend({
  /** The latest version that the freelancer knew of, zero before the first. */
  submissionNumber: seenInput,
  note: textInput({ min: 1, max: NOTE_MAX, missing: "Say what you are submitting." }),
  /** The items of the checklist that it meets, by their place in it. */
  ticks: z
    .array(z.object({ place: checkPlace, word: optionalLine(WORD_MAX) }))
    .max(MAX_CHECKS)
    .default([]),
  agreementVersion: versionInput,
  fileIds: fileIdsInput,
  requestKey: keyInput().optional(),
});
export const submitWorkInput = z.preprocess(gatherTicks, submitWorkFields);
export type SubmitWorkInput = z.input<typeof submitWorkFields>;

const requestChangesFields = milestoneInput.extend({
  note: textInput({ min: 1, max: NOTE_MAX, missing: "Say what should be different." }),
  /** The version that was seen. */
  submissionNumber: seenInput,
  /** The items of the checklist that are not met, by their place in it. */
  unmet: z.array(checkPlace).max(MAX_CHECKS).default([]),
  agreementVersion: versionInput,
});
export const requestChangesInput = z.preprocess(gatherUnmet, requestChangesFields);
export type RequestChangesInput = z.input<typeof requestChangesFields>;

/** Once a minute: does what happens by itself (docs/decisions/136-milestones-and-one-clock.md). */
export const actOnClocksTask = {
  name: "contracts.act-on-clocks",
  lane: "clock",
  input: z.object({}),
} as const satisfies TaskDefinition;

/** Tasks for one contract that earlier versions dated to the end of its review window. */
export const completeWhenDueTask = {
  name: "contracts.complete-when-due",
  lane: "deadlines",
  input: contractInput,
} as const satisfies TaskDefinition;

export const remindPartiesTask = {
  name: "contracts.remind-parties",
  lane: "clock",
  input: z.object({}),
} as const satisfies TaskDefinition;

import { z } from "zod";
import type { TaskDefinition } from "#lib/edge/task";
import { isId } from "#lib/ids";
import { amountInput, idInput, keyInput, seenInput, textInput } from "#lib/input";
import { cents, formatCents } from "#lib/money";
import { type IbanProblem, readIban } from "./iban.ts";
import { MAX_PAYMENT_CENTS, MIN_PAYMENT_CENTS } from "./policy.ts";

const requestKeyInput = keyInput();

const paymentAmountInput = amountInput("Enter an amount.", { leastCents: cents(1) }).refine(
  (amount) => amount <= MAX_PAYMENT_CENTS,
  { error: `The maximum at once is ${formatCents(MAX_PAYMENT_CENTS)}.` },
);

const depositAmountInput = paymentAmountInput.refine((amount) => amount >= MIN_PAYMENT_CENTS, {
  error: `The minimum is ${formatCents(MIN_PAYMENT_CENTS)}.`,
});

export const addFundsInput = z.object({
  requestKey: requestKeyInput,
  amountCents: depositAmountInput,
  /** The provider's token for a card. */
  card: keyInput("Choose a card."),
});

export type AddFundsInput = z.input<typeof addFundsInput>;

const IBAN_PROBLEMS: Record<IbanProblem, string> = {
  form: "Enter an IBAN like DE89 3704 0044 0532 0130 00.",
  country: "The first two letters are not a country with IBANs. Check the beginning.",
  length: "This IBAN is too short or too long for its country. Check that all of it is here.",
  check_digits: "This IBAN has a typing mistake somewhere. Compare it with your bank’s.",
};

const ibanInput = z.string("Enter an IBAN.").transform((text, context): string => {
  const reading = readIban(text);
  if ("iban" in reading) return reading.iban;
  context.addIssue({
    code: "custom",
    message: text.trim() === "" ? "Enter an IBAN." : IBAN_PROBLEMS[reading.problem],
  });
  return z.NEVER;
});

/** The value of `account` for a typed account. */
export const NEW_ACCOUNT = "new";

/** How little may be withdrawn depends on how much there is. */
const withdrawFields = { requestKey: requestKeyInput, amountCents: paymentAmountInput };

export type WithdrawInput = {
  readonly requestKey: string;
  readonly amountCents: string | number;
  /**
   * The token of an account that was paid before, "new" (the default) for the one in `iban`, or a payment's id for the
   * card that had paid it.
   */
  readonly account?: string;
  readonly iban?: string;
};

function targetOf(account: unknown): "iban" | "card" | "token" {
  if (account === NEW_ACCOUNT) return "iban";
  return typeof account === "string" && isId("pay", account) ? "card" : "token";
}

const withAccount = z.looseObject({ account: z.unknown().default(NEW_ACCOUNT) });

/** Chosen by `account`, so that every sentence is shown at its field. */
export const withdrawInput = z.preprocess(
  (input) => {
    const { data } = withAccount.safeParse(input);
    return data && { ...data, target: targetOf(data.account) };
  },
  z.discriminatedUnion("target", [
    z.object({ target: z.literal("iban"), ...withdrawFields, iban: ibanInput }),
    z.object({ target: z.literal("card"), ...withdrawFields, account: idInput("pay") }),
    z.object({
      target: z.literal("token"),
      ...withdrawFields,
      account: keyInput("Choose an account."),
    }),
  ]),
);

/** Names a payment, in a form and in a task. */
export const paymentInput = z.object({ paymentId: idInput("pay") });

export type PaymentInput = z.input<typeof paymentInput>;

/** What the cardholder tells the sandbox bank, which asks whether it is them. */
export const sandboxAnswerInput = z.object({
  paymentId: idInput("pay"),
  answer: z.enum(["approve", "decline"]),
});

export type SandboxAnswerInput = z.input<typeof sandboxAnswerInput>;

/** How somebody wants their account at the sandbox bank to stand. */
export const sandboxAccountInput = z.object({
  standing: z.enum(["identity_due", "ready", "restricted", "closed"]),
});

export type SandboxAccountInput = z.input<typeof sandboxAccountInput>;

/** Tells the provider about a payment that was recorded. */
export const sendPaymentTask = {
  name: "payments.send",
  lane: "bank",
  input: paymentInput,
} satisfies TaskDefinition;

/** Goes on with the hire for which a payment was made, once that has settled or failed; lib/contracts carries it out. */
export const hireWhenPaidTask = {
  name: "contracts.hire-when-paid",
  lane: "deadlines",
  input: paymentInput,
} satisfies TaskDefinition;

/** Asks the provider how a payment stands. */
export const checkPaymentTask = {
  name: "payments.check",
  lane: "bank",
  input: paymentInput,
} satisfies TaskDefinition;

/** Ends the order of a payment that its person gave up. */
export const endPaymentTask = {
  name: "payments.end",
  lane: "bank",
  input: paymentInput,
} satisfies TaskDefinition;

/** Asks the provider about what its message was about. */
export const followEventTask = {
  name: "payments.follow-event",
  lane: "bank",
  input: z.object({ eventId: keyInput() }),
} satisfies TaskDefinition;

/** Scheduled: finds messages whose effect is not recorded yet. */
export const sweepEventsTask = {
  name: "payments.sweep-events",
  lane: "clock",
  input: z.object({}),
} satisfies TaskDefinition;

/** Compares a provider's balance with our account of it. */
export const reconcileTask = {
  name: "payments.reconcile",
  lane: "books",
  input: z.object({ provider: keyInput() }),
} satisfies TaskDefinition;

/** Scheduled: asks for that every night, for each provider. */
export const reconcileNightlyTask = {
  name: "payments.reconcile-nightly",
  lane: "clock",
  input: z.object({}),
} satisfies TaskDefinition;

const NOTE_MAX = 500;

export const explainDifferenceInput = z.object({
  differenceId: seenInput,
  note: textInput({ min: 3, max: NOTE_MAX, missing: "Say why it is right as it is." }),
});

export type ExplainDifferenceInput = z.input<typeof explainDifferenceInput>;

/** Scheduled: the ledger's checkpoints are moved, and every night all of it is recomputed. */
export const rollUpLedgerTask = {
  name: "ledger.roll-up",
  lane: "clock",
  input: z.object({}),
} satisfies TaskDefinition;

export const reportLedgerTask = {
  name: "ledger.report",
  lane: "clock",
  input: z.object({}),
} satisfies TaskDefinition;

/** Scheduled: finds payments that have been silent for too long. */
export const sweepPaymentsTask = {
  name: "payments.sweep",
  lane: "clock",
  input: z.object({}),
} satisfies TaskDefinition;

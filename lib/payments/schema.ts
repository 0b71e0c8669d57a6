import { z } from "zod";
import type { TaskDefinition } from "#lib/edge/task";
import { type Id, isId } from "#lib/ids";
import { amountInput, idInput, keyInput, seenInput, textInput } from "#lib/input";
import { type Cents, cents, formatCents } from "#lib/money";
import { type IbanProblem, readIban } from "./iban.ts";
import {
  type ActionNeeds,
  type DifferenceKind,
  MAX_PAYMENT_CENTS,
  MIN_PAYMENT_CENTS,
  type PaymentDirection,
  type PaymentStatus,
  type PayoutStepKind,
  type PayoutStepStatus,
} from "./policy.ts";

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

/** A card as it is chosen in a form, and what happens with it. */
export type CardChoice = {
  readonly token: string;
  readonly label: string;
  readonly behaviour: string;
};

/** How a client can pay for a hire. */
export type Means = {
  /** In the client's wallet now. */
  readonly availableCents: Cents;
  /** For what is missing there. */
  readonly cards: readonly CardChoice[];
  /** What to know of these cards where no money is real. */
  readonly cardsNote: string | null;
  readonly canAddFunds: boolean;
  /** By the client: it is settled before anything else. */
  readonly owedCents: Cents;
};
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

export type PaymentView = {
  readonly paymentId: Id<"pay">;
  readonly direction: PaymentDirection;
  readonly amountCents: Cents;
  readonly status: PaymentStatus;
  /** "Card ··4242" */
  readonly method: string;
  readonly failureReason: string | null;
  /** Where the person has to go, while it requires that, and what for. */
  readonly actionAddress: string | null;
  readonly actionNeeds: ActionNeeds | null;
  readonly createdAt: Date;
  /** When the provider expects to settle it, or the action that it requires ends; null until it has answered. */
  readonly expectedAt: Date | null;
  /** When it settled or failed. */
  readonly finishedAt: Date | null;
  /** When the person gave it up. */
  readonly givenUpAt: Date | null;
  /** The deposit to whose card it goes back. */
  readonly refundOf: Id<"pay"> | null;
};

/** A payment of which something can still go back to the card that paid. */
export type RefundableView = {
  readonly paymentId: Id<"pay">;
  /** "Card ··4242" */
  readonly method: string;
  readonly paidAt: Date;
  readonly leftCents: Cents;
};

/** Somebody's account at the provider, as it stood when the provider was last asked. */
export type PayoutAccountView = {
  readonly token: string;
  readonly isReady: boolean;
  /** What the provider asks for, by its own names. */
  readonly due: readonly string[];
  readonly reason: string | null;
};

/** One try of one step of a payout. */
export type PayoutStepView = {
  readonly reference: string;
  readonly kind: PayoutStepKind;
  readonly status: PayoutStepStatus;
  readonly reason: string | null;
  readonly changedAt: Date;
};

/** Money on its way in one direction. */
export type TransitView = {
  readonly amountCents: Cents;
  readonly count: number;
  /** When the first of it is expected; null while the bank has not said. */
  readonly expectedAt: Date | null;
};

/** A month's earnings of a freelancer, or spending of a client. */
export type MonthView = {
  readonly startsAt: Date;
  readonly amountCents: Cents;
  readonly jobs: number;
};

export type WalletView = {
  readonly availableCents: Cents;
  /** Clients: held for their contracts. Freelancers: held for them. */
  readonly heldCents: Cents;
  readonly heldContracts: number;
  readonly incoming: TransitView;
  readonly outgoing: TransitView;
  /** Twelve, oldest first; the last is the current month. */
  readonly months: readonly MonthView[];
};

/** Money of a payment that was taken back. */
export type ReversalView = {
  readonly paymentId: Id<"pay">;
  /** "Card ··4242" */
  readonly method: string;
  readonly amountCents: Cents;
  /** In the provider's words. */
  readonly reason: string;
  readonly reversedAt: Date;
  /** When the dispute was decided for the person, and the money came back. */
  readonly wonAt: Date | null;
};

/** A payment that was begun and waits for the person. */
export type UnfinishedView = { readonly paymentId: Id<"pay">; readonly amountCents: Cents };

/** What a person owes, why, and what they have begun to pay of it, newest first. */
export type OwedView = {
  readonly owedCents: Cents;
  readonly reversals: readonly ReversalView[];
  readonly unfinished: readonly UnfinishedView[];
};

/** One comparison of a provider's balance with our account of it. */
export type RunView = {
  readonly askedAt: Date;
  readonly finishedAt: Date | null;
  /** How many balance transactions were listed so far. */
  readonly listed: number;
  /** How many payments, fees and other subjects were compared. */
  readonly compared: number;
  /** What both sides hold, for each currency, in its minor units. */
  readonly totals: readonly { currency: string; ours: number; theirs: number }[];
};

export type ReconciliationView = {
  /** The provider's name for people. */
  readonly provider: string;
  /** The last one that ended. */
  readonly last: RunView | null;
  /** The one that is asked for or under way. */
  readonly current: RunView | null;
};

/** Something that a provider's balance and our account of it do not agree on. */
export type DifferenceView = {
  readonly differenceId: number;
  readonly provider: string;
  readonly kind: DifferenceKind;
  /** Named by the provider; there may be no such payment. */
  readonly paymentId: Id<"pay"> | null;
  /** The provider's names for what moved its balance, and for its source and kind. */
  readonly reference: string | null;
  readonly source: string | null;
  readonly word: string | null;
  readonly oursCents: Cents;
  /** In minor units of `currency`. */
  readonly theirsCents: Cents;
  readonly currency: string;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly matchedAt: Date | null;
  readonly explainedAt: Date | null;
  /** The admin's name. */
  readonly explainedBy: string | null;
  readonly note: string | null;
};

/** A payment that is under way for longer than banks take. */
export type StuckPaymentView = {
  readonly paymentId: Id<"pay">;
  readonly direction: PaymentDirection;
  readonly amountCents: Cents;
  readonly status: PaymentStatus;
  readonly method: string;
  readonly createdAt: Date;
  readonly expectedAt: Date | null;
};

export type OwingPerson = {
  readonly userId: Id<"usr">;
  readonly name: string;
  readonly owedCents: Cents;
};

export const HISTORY_KINDS = [
  { value: "added", label: "Funds added" },
  { value: "withdrawn", label: "Withdrawals" },
  { value: "held", label: "Held for contracts" },
  { value: "released", label: "Released" },
  { value: "refunded", label: "Refunded" },
  { value: "reversed", label: "Taken back and given back" },
  { value: "repaid", label: "Settled what you owed" },
  { value: "corrected", label: "Fees and corrections" },
] as const;
export type HistoryKind = (typeof HISTORY_KINDS)[number]["value"];

/** The other side and the job of a movement, if it belongs to a contract. */
export type HistoryContract = {
  readonly contractId: Id<"ctr">;
  readonly jobTitle: string;
  readonly withWhom: string;
};

/** One line of the transactions. */
export type HistoryRow = {
  /** The receipt's address: a payment's id, or the number of a transfer. */
  readonly receiptId: string;
  readonly kind: HistoryKind;
  readonly at: Date;
  readonly contract: HistoryContract | null;
  readonly payment: PaymentView | null;
  /** The amount before fees. Always positive. */
  readonly grossCents: Cents;
  readonly feeCents: Cents;
  /** What moved in this wallet, signed; null when nothing did (yet): held for the freelancer, on its way in, failed. */
  readonly amountCents: Cents | null;
  /** The ledger's balance after this movement; for a movement outside this wallet, the balance at that time. */
  readonly balanceAfterCents: Cents;
  /** How much of it is still on hold now. */
  readonly stillHeldCents: Cents;
  /** Number and hash of the wallet's entry; null when there is none. */
  readonly entry: { readonly seq: number; readonly hash: string } | null;
};

/** One movement of money by itself: a payment with all its steps, or a transfer on a contract. */
export type ReceiptView = {
  readonly receiptId: string;
  /** The movement itself; for a payment, its first one. */
  readonly row: HistoryRow;
  /** What the wallet saw of it, oldest first: for a payout that failed, out and back. */
  readonly entries: readonly HistoryRow[];
  /** The number of its transfer on the ledger; null while there is none. */
  readonly transferId: string | null;
};

/** What the filters of the history can be set to. */
export type HistoryScope = {
  /** Every year since the first movement, the current one first. */
  readonly years: readonly number[];
  /** The newest, or the newest of those that were searched for, and the chosen one. */
  readonly contracts: readonly { readonly contractId: Id<"ctr">; readonly jobTitle: string }[];
  /** There are more than these, so that they can be searched. */
  readonly hasMoreContracts: boolean;
};

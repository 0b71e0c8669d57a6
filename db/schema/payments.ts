import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  char,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { amount, id, moment, oneOf } from "../columns.ts";
import { users } from "./users.ts";

const DIRECTIONS = ["deposit", "payout"] as const;
const PURPOSES = ["wallet", "hire"] as const;
const PAYMENT_STATUSES = ["created", "requires_action", "pending", "settled", "failed"] as const;

const ACTION_NEEDS = ["payment", "authentication"] as const;

/** Money on its way in or out through the payment provider. The ledger moves only when it settles. */
export const payments = pgTable(
  "payments",
  {
    id: id("pay").primaryKey(),
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    direction: text({ enum: DIRECTIONS }).notNull(),
    /** What goes on once it has ended: nothing, or a hire (paid_hires). */
    purpose: text({ enum: PURPOSES }).notNull().default("wallet"),
    amountCents: amount().notNull(),
    status: text({ enum: PAYMENT_STATUSES }).notNull(),
    /** Where from or to, as shown: "Card ··4242", "Bank account ··4417". Never the whole number. */
    method: text().notNull(),
    /** The provider's token for that card or account, which it is asked to charge or to pay. */
    methodToken: text().notNull(),
    provider: text().notNull(),
    /** The provider's own name for it, once it has answered. */
    providerReference: text(),
    failureReason: text(),
    /** Where the person has to go, while it requires that. */
    actionAddress: text(),
    /** What it requires there: to pay, or to show the card's bank that it is them (3-D Secure). */
    actionNeeds: text({ enum: ACTION_NEEDS }),
    /** Made by the form: sending it twice with the same key creates it once. */
    requestKey: text().notNull(),
    createdAt: moment().notNull(),
    /** When the provider expects to settle it; while it requires action, when that ends. */
    expectedAt: moment(),
    /** When it settled or failed. */
    finishedAt: moment(),
    /** Of a withdrawal that goes back to the card that paid: the deposit of which that card paid. */
    refundOf: id("pay").references((): AnyPgColumn => payments.id),
    /** When its person gave it up while it waited for them; the provider has still to say how it ended. */
    givenUpAt: moment(),
  },
  (table) => [
    check("payments_direction", oneOf(table.direction, DIRECTIONS)),
    check(
      "payments_purpose",
      sql`${table.purpose} = 'wallet' or (${table.purpose} = 'hire' and ${table.direction} = 'deposit')`,
    ),
    check("payments_refund_of", sql`${table.refundOf} is null or ${table.direction} = 'payout'`),
    check("payments_status", oneOf(table.status, PAYMENT_STATUSES)),
    check("payments_action_needs", oneOf(table.actionNeeds, ACTION_NEEDS)),
    check("payments_amount", sql`${table.amountCents} > 0`),
    uniqueIndex("payments_request").on(table.userId, table.requestKey),
    uniqueIndex("payments_provider").on(table.provider, table.providerReference),
    index("payments_user").on(table.userId, table.createdAt.desc().nullsFirst()),
    index("payments_unsettled")
      .on(table.userId, table.createdAt, table.id)
      .where(sql`status <> 'settled'`),
    index("payments_refund_of").on(table.refundOf).where(sql`refund_of is not null`),
    index("payments_pending")
      .on(table.createdAt)
      .where(sql`status in ('created', 'requires_action', 'pending')`),
  ],
);

/**
 * What a provider has told by itself, once per name that it gave the message. That it came and that its effect is
 * recorded are two facts.
 */
export const providerEvents = pgTable(
  "provider_events",
  {
    id: text().primaryKey(),
    provider: text().notNull(),
    kind: text().notNull(),
    /** Which payment it claims to be about; there may be none. Null where it names none. */
    paymentId: id("pay"),
    /** The provider's name for the order, or for what happened to it. */
    reference: text().notNull(),
    receivedAt: moment().notNull(),
    doneAt: moment(),
  },
  (table) => [
    index("provider_events_undone").on(table.receivedAt).where(sql`done_at is null`),
    index("provider_events_done").on(table.doneAt),
  ],
);

/** Somebody's account at a provider, to which they are paid out, and how it stood when the provider was last asked. */
export const payoutAccounts = pgTable(
  "payout_accounts",
  {
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    provider: text().notNull(),
    token: text().notNull(),
    isReady: boolean().notNull().default(false),
    /** What the provider asks for, by its own names. */
    due: text().array().notNull().default([]),
    reason: text(),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.provider] }),
    uniqueIndex("payout_accounts_token").on(table.provider, table.token),
  ],
);

const STEP_KINDS = ["transfer", "payout", "reversal", "refund"] as const;
const STEP_STATUSES = ["on_its_way", "done", "failed"] as const;

/** What a provider did to pay somebody out: a row for each try of each step. */
export const payoutSteps = pgTable(
  "payout_steps",
  {
    /** The provider's name for it. */
    reference: text().primaryKey(),
    paymentId: id("pay")
      .notNull()
      .references(() => payments.id),
    kind: text({ enum: STEP_KINDS }).notNull(),
    status: text({ enum: STEP_STATUSES }).notNull(),
    reason: text(),
    firstSeenAt: moment().notNull(),
    changedAt: moment().notNull(),
  },
  (table) => [
    check("payout_steps_kind", oneOf(table.kind, STEP_KINDS)),
    check("payout_steps_status", oneOf(table.status, STEP_STATUSES)),
    index("payout_steps_payment").on(table.paymentId, table.firstSeenAt),
  ],
);

/** Money of a settled deposit that was taken back from outside: by the cardholder's bank, or at the provider. */
export const paymentReversals = pgTable(
  "payment_reversals",
  {
    paymentId: id("pay")
      .notNull()
      .references(() => payments.id),
    /** The provider's own name for it. */
    reference: text().notNull(),
    amountCents: amount().notNull(),
    /** Why, in the provider's words. */
    reason: text().notNull(),
    reversedAt: moment().notNull(),
    /** When it was decided for the person, and the money came back. */
    wonAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.paymentId, table.reference] }),
    check("payment_reversals_amount", sql`${table.amountCents} > 0`),
  ],
);

const BALANCE_KINDS = ["payment", "refund", "dispute", "payout", "fee", "other"] as const;
const DIFFERENCES = [
  "missing_here",
  "missing_there",
  "other_amount",
  "other_currency",
  "failed_here",
  "came_back",
  "unknown_kind",
] as const;

/**
 * What has moved in our balance at a provider, as the provider lists it. Amounts are in minor units of the row's own
 * currency, signed as they change that balance; net is gross less fee.
 */
export const balanceTransactions = pgTable(
  "balance_transactions",
  {
    provider: text().notNull(),
    /** The provider's name for it. */
    reference: text().notNull(),
    kind: text({ enum: BALANCE_KINDS }).notNull(),
    /** The provider's word for its kind. */
    word: text().notNull(),
    grossCents: amount().notNull(),
    feeCents: amount().notNull(),
    netCents: amount().notNull(),
    currency: char({ length: 3 }).notNull(),
    /** The provider's name for what moved: a charge, a transfer. */
    source: text(),
    /** The source of the one that this is about: the charge of a refund. */
    parent: text(),
    /** The payment that it names, or that its parent names. There may be no such payment. */
    paymentId: id("pay"),
    createdAt: moment().notNull(),
    /** When the provider lets us use it. */
    availableAt: moment().notNull(),
    firstSeenAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.reference] }),
    check("balance_transactions_kind", oneOf(table.kind, BALANCE_KINDS)),
    index("balance_transactions_payment").on(table.provider, table.paymentId),
    index("balance_transactions_source").on(table.provider, table.source),
    index("balance_transactions_orphans")
      .on(table.provider, table.parent)
      .where(sql`payment_id is null and parent is not null`),
  ],
);

/** Each comparison of a provider's balance with our account of it, from when it was asked for. */
export const reconciliations = pgTable(
  "reconciliations",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    provider: text().notNull(),
    askedAt: moment().notNull(),
    /** Null: the clock. */
    askedBy: id("usr").references(() => users.id),
    startedAt: moment(),
    finishedAt: moment(),
    /** How many balance transactions the provider has listed so far. */
    listed: integer().notNull().default(0),
    /** How many payments, fees and other subjects were compared. */
    compared: integer().notNull().default(0),
    /** How many differences it was the first to find. */
    found: integer().notNull().default(0),
    /** How many were over once the provider had been asked about their payments. */
    mended: integer().notNull().default(0),
    /** What both sides hold, for each currency. */
    totals: jsonb()
      .$type<readonly { currency: string; ours: number; theirs: number }[]>()
      .notNull()
      .default([]),
  },
  (table) => [
    uniqueIndex("reconciliations_unfinished").on(table.provider).where(sql`finished_at is null`),
    index("reconciliations_finished").on(table.provider, table.finishedAt),
  ],
);

/**
 * What a provider's balance and our account of it do not agree on. A row stays as it was found: when the amounts change,
 * it is matched, and the new difference is a row of its own.
 */
export const paymentDifferences = pgTable(
  "payment_differences",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    provider: text().notNull(),
    kind: text({ enum: DIFFERENCES }).notNull(),
    /** "payment:pay_…", "fee:txn_…" or "transaction:txn_…" */
    subject: text().notNull(),
    paymentId: id("pay"),
    /** The newest balance transaction that it is about, and what moved there, by the provider's names. */
    reference: text(),
    source: text(),
    /** The provider's word for its kind. */
    word: text(),
    oursCents: amount().notNull(),
    theirsCents: amount().notNull(),
    currency: char({ length: 3 }).notNull(),
    firstSeenAt: moment().notNull(),
    lastSeenAt: moment().notNull(),
    /** When both sides agreed again, or something else was found. */
    matchedAt: moment(),
    /** When both sides agreed again because the provider was asked about its payment. */
    mendedAt: moment(),
    /** When an admin said why it is right as it is. */
    explainedAt: moment(),
    explainedBy: id("usr").references(() => users.id),
    note: text(),
  },
  (table) => [
    check("payment_differences_kind", oneOf(table.kind, DIFFERENCES)),
    check(
      "payment_differences_explained",
      sql`(${table.explainedAt} is null) = (${table.explainedBy} is null)
        and (${table.explainedAt} is null) = (${table.note} is null)`,
    ),
    uniqueIndex("payment_differences_standing")
      .on(
        table.provider,
        table.subject,
        table.kind,
        table.oursCents,
        table.theirsCents,
        table.currency,
      )
      .where(sql`matched_at is null`),
    index("payment_differences_open")
      .on(table.id)
      .where(sql`matched_at is null and explained_at is null`),
    index("payment_differences_closed")
      .on(table.id)
      .where(sql`matched_at is not null or explained_at is not null`),
  ],
);

/** What came of it each time that the worker recomputed the whole ledger. */
export const ledgerChecks = pgTable("ledger_checks", {
  checkedAt: moment().primaryKey(),
  entries: bigint({ mode: "number" }).notNull(),
  mismatches: integer().notNull(),
});

/** The sandbox bank's own books: what it was asked to do. No other part of WorkHub reads them. */
export const sandboxBankOrders = pgTable("sandbox_bank_orders", {
  reference: text().primaryKey(),
  paymentId: id("pay").notNull().unique(),
  direction: text({ enum: DIRECTIONS }).notNull(),
  amountCents: amount().notNull(),
  outcome: text({ enum: ["settled", "failed"] }).notNull(),
  failureReason: text(),
  createdAt: moment().notNull(),
  settlesAt: moment().notNull(),
  /** When the cardholder disputes it, and when that is decided for the person who had paid in. */
  disputedAt: moment(),
  wonAt: moment(),
  /** When half of it is refunded at the bank. */
  halfRefundedAt: moment(),
  /** When a payout comes back that had arrived. */
  returnedAt: moment(),
  /** Until when the cardholder may answer whether it is them; null when nobody is asked, or they have answered. */
  waitsUntil: moment(),
});

const SANDBOX_STANDINGS = ["new", "identity_due", "ready", "restricted", "closed"] as const;

/** The accounts that people have at the sandbox bank, where it pays out to accounts with it. */
export const sandboxBankAccounts = pgTable(
  "sandbox_bank_accounts",
  {
    token: text().primaryKey(),
    standing: text({ enum: SANDBOX_STANDINGS }).notNull(),
  },
  (table) => [check("sandbox_bank_accounts_standing", oneOf(table.standing, SANDBOX_STANDINGS))],
);

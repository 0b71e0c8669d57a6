import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { amount, id, moment, oneOf } from "../columns.ts";
import { type clocks, contracts, milestones } from "./contracts.ts";
import { users } from "./users.ts";

export const DISPUTE_STATES = [
  "opened",
  "negotiation",
  "mediation",
  "decided",
  "appeal",
  "ended",
] as const;

const OUTCOMES = [
  "claim_accepted",
  "claim_granted",
  "offer_accepted",
  "split_in_the_middle",
  "decision_carried_out",
  "withdrawn",
  "settled",
] as const;

/**
 * What two parties cannot agree on: held money of one milestone, all of it or a part. Amounts in minor units. How long
 * each state lasts, and what it comes to, stands in lib/disputes/policy.ts.
 */
export const disputes = pgTable(
  "disputes",
  {
    id: id("dsp").primaryKey(),
    contractId: id("ctr")
      .notNull()
      .references(() => contracts.id),
    milestoneNumber: integer().notNull(),
    openedBy: id("usr")
      .notNull()
      .references(() => users.id),
    /** Made by the form: sending it twice opens once. */
    requestKey: text().notNull(),
    /** What is frozen. */
    amountCents: amount().notNull(),
    /** Of it, what the claim gives the freelancer; the client gets the rest. */
    claimToFreelancerCents: amount().notNull(),
    reason: text().notNull(),
    /** The items of the checklist that it is about, in the words of both. */
    items: jsonb().$type<readonly string[]>().notNull().default([]),
    state: text({ enum: DISPUTE_STATES }).notNull(),
    /** What was on the opener's screen: the version of the agreement, and of the work (zero before the first). */
    agreementVersion: integer().notNull(),
    submissionNumber: integer().notNull(),
    /** The milestone's clock, which stands still while all of its money is disputed. */
    clockBefore: jsonb().$type<KeptClock>(),
    createdAt: moment().notNull(),
    answer: text(),
    answeredAt: moment(),
    /** Between the last offers of both sides: what is carried out when no mediator decides. Said when mediation begins. */
    middleToFreelancerCents: amount(),
    mediationAt: moment(),
    appealedBy: id("usr").references(() => users.id),
    appealReason: text(),
    appealedAt: moment(),
    outcome: text({ enum: OUTCOMES }),
    /** What the freelancer got of what was disputed, before the fee; null where nothing of it moved. */
    toFreelancerCents: amount(),
    endedAt: moment(),
  },
  (table) => [
    foreignKey({
      name: "disputes_milestone",
      columns: [table.contractId, table.milestoneNumber],
      foreignColumns: [milestones.contractId, milestones.number],
    }),
    check("disputes_state", oneOf(table.state, DISPUTE_STATES)),
    check("disputes_outcome", oneOf(table.outcome, OUTCOMES)),
    check(
      "disputes_amount",
      sql`${table.amountCents} > 0 and ${table.claimToFreelancerCents} between 0 and ${table.amountCents}
        and ${table.middleToFreelancerCents} between 0 and ${table.amountCents}
        and ${table.toFreelancerCents} between 0 and ${table.amountCents}`,
    ),
    check(
      "disputes_ended",
      sql`(${table.state} = 'ended') = (${table.endedAt} is not null)
        and num_nonnulls(${table.endedAt}, ${table.outcome}) in (0, 2)`,
    ),
    check(
      "disputes_appealed",
      sql`num_nonnulls(${table.appealedBy}, ${table.appealReason}, ${table.appealedAt}) in (0, 3)`,
    ),
    uniqueIndex("disputes_open")
      .on(table.contractId, table.milestoneNumber)
      .where(sql`state <> 'ended'`),
    uniqueIndex("disputes_request").on(table.contractId, table.openedBy, table.requestKey),
    index("disputes_contract").on(table.contractId, table.milestoneNumber, table.createdAt),
    index("disputes_desk")
      .on(table.mediationAt, table.id)
      .where(sql`state in ('mediation', 'appeal')`),
  ],
);

type ClockRow = typeof clocks.$inferSelect;

/** A clock that stands still; `at` in ISO 8601, because it is kept as JSON. */
export type KeptClock = Pick<ClockRow, "what" | "waitsFor"> & { readonly at: string };

const OFFER_STATUSES = ["open", "replaced", "accepted", "over"] as const;

/** How one side would split what is disputed. Each side has at most one open; the first are the claim and the answer. */
export const disputeOffers = pgTable(
  "dispute_offers",
  {
    disputeId: id("dsp")
      .notNull()
      .references(() => disputes.id),
    /** 1, 2, 3… of both sides; accepting names it. */
    number: integer().notNull(),
    madeBy: id("usr")
      .notNull()
      .references(() => users.id),
    requestKey: text().notNull(),
    toFreelancerCents: amount().notNull(),
    note: text().notNull(),
    status: text({ enum: OFFER_STATUSES }).notNull(),
    createdAt: moment().notNull(),
    endedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.disputeId, table.number] }),
    check("dispute_offers_status", oneOf(table.status, OFFER_STATUSES)),
    check("dispute_offers_ended", sql`(${table.status} = 'open') = (${table.endedAt} is null)`),
    uniqueIndex("dispute_offers_open")
      .on(table.disputeId, table.madeBy)
      .where(sql`status = 'open'`),
    uniqueIndex("dispute_offers_request").on(table.disputeId, table.madeBy, table.requestKey),
  ],
);

/** What a mediator found of one claim, and why. */
export type Finding = {
  readonly claim: string;
  readonly found: "shown" | "partly_shown" | "not_shown";
  readonly why: string;
};

/** A mediator's word: the first, and the second after an appeal. Added, never changed. */
export const disputeDecisions = pgTable(
  "dispute_decisions",
  {
    disputeId: id("dsp")
      .notNull()
      .references(() => disputes.id),
    /** 1, or 2 after an appeal. */
    round: integer().notNull(),
    mediatorId: id("usr")
      .notNull()
      .references(() => users.id),
    findings: jsonb().$type<readonly Finding[]>().notNull(),
    reason: text().notNull(),
    toFreelancerCents: amount().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.disputeId, table.round] }),
    check("dispute_decisions_round", sql`${table.round} in (1, 2)`),
  ],
);

const STATEMENT_KINDS = ["statement", "question"] as const;
const ASKED = ["client", "freelancer", "both"] as const;

/** What a party states, and what a mediator asks. Files belong to it by `files.statement_id`. Added, never changed. */
export const disputeStatements = pgTable(
  "dispute_statements",
  {
    id: id("dst").primaryKey(),
    disputeId: id("dsp")
      .notNull()
      .references(() => disputes.id),
    authorId: id("usr")
      .notNull()
      .references(() => users.id),
    kind: text({ enum: STATEMENT_KINDS }).notNull(),
    /** Of a question, whom it is for. */
    asks: text({ enum: ASKED }),
    requestKey: text().notNull(),
    text: text().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [
    check("dispute_statements_kind", oneOf(table.kind, STATEMENT_KINDS)),
    check("dispute_statements_asks", oneOf(table.asks, ASKED)),
    check(
      "dispute_statements_question",
      sql`(${table.kind} = 'question') = (${table.asks} is not null)`,
    ),
    index("dispute_statements_dispute").on(table.disputeId, table.createdAt, table.id),
    uniqueIndex("dispute_statements_request").on(table.disputeId, table.authorId, table.requestKey),
  ],
);

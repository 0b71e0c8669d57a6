import { type SQL, sql } from "drizzle-orm";
import {
  boolean,
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
import type { Id } from "#lib/ids";
import type { Cents } from "#lib/money";
import { amount, feeTerms, id, moment, oneOf } from "../columns.ts";
import { jobs, proposals } from "./jobs.ts";
import { payments } from "./payments.ts";
import { users } from "./users.ts";

const RELEASE_RULES = ["on_submission", "on_approval"] as const;

/**
 * Made when a proposal is accepted. Its state is its job's status. `priceCents` is what is agreed for all milestones
 * together.
 */
export const contracts = pgTable(
  "contracts",
  {
    id: id("ctr").primaryKey(),
    jobId: id("job")
      .notNull()
      .unique()
      .references(() => jobs.id),
    proposalId: id("prp")
      .notNull()
      .unique()
      .references(() => proposals.id),
    clientId: id("usr")
      .notNull()
      .references(() => users.id),
    freelancerId: id("usr")
      .notNull()
      .references(() => users.id),
    priceCents: amount().notNull(),
    /** What the holds of its milestones have now, all together. */
    heldCents: amount().notNull().default(sql`0`),
    /** Of what was released, what the freelancer has given back since. */
    givenBackCents: amount().notNull().default(sql`0`),
    timelineDays: integer().notNull(),
    ...feeTerms(),
    releaseRule: text({ enum: RELEASE_RULES }).notNull(),
    reviewWindowDays: integer().notNull(),
    /** The job's text and the offer that both agreed to. */
    jobRevision: integer().notNull().default(1),
    proposalRevision: integer().notNull().default(1),
    createdAt: moment().notNull(),
    /** When the work that is next is due: the first of the milestones that are held. */
    dueAt: moment().notNull(),
    /** The first moment at which a review window ends; written from `clocks` by a trigger. */
    reviewEndsAt: moment(),
    /** When the last of it was released, so far. */
    releasedAt: moment(),
    completedAt: moment(),
    cancelledAt: moment(),
    /** The side that asked to cancel, until the other side has answered. */
    cancellationRequestedBy: id("usr").references(() => users.id),
    /** The version of the agreement that holds: 1 as hired, one more with each change that both agreed on. */
    agreementVersion: integer().notNull().default(1),
    /** Counts the requests to cancel, so that agreeing names the one that was read. */
    cancellationNumber: integer().notNull().default(0),
  },
  (table) => [
    check("contracts_release_rule", oneOf(table.releaseRule, RELEASE_RULES)),
    check("contracts_price", sql`${table.priceCents} > 0`),
    check("contracts_held", sql`${table.heldCents} >= 0 and ${table.givenBackCents} >= 0`),
    check(
      "contracts_fee",
      sql`${table.feeBasisPoints} between 0 and 9999 and ${table.feeMinimumCents} >= 0`,
    ),
    check("contracts_parties", sql`${table.clientId} <> ${table.freelancerId}`),
    index("contracts_client").on(table.clientId, table.createdAt.desc().nullsFirst()),
    index("contracts_freelancer").on(table.freelancerId, table.createdAt.desc().nullsFirst()),
    index("contracts_due")
      .on(table.dueAt)
      .where(sql`completed_at is null and cancelled_at is null`),
    index("contracts_client_running")
      .on(table.clientId, sql`coalesce(review_ends_at, due_at)`, table.id)
      .where(sql`completed_at is null and cancelled_at is null`),
    index("contracts_freelancer_running")
      .on(table.freelancerId, sql`coalesce(review_ends_at, due_at)`, table.id)
      .where(sql`completed_at is null and cancelled_at is null`),
    index("contracts_client_ended")
      .on(table.clientId, sql`coalesce(completed_at, cancelled_at)`, table.id)
      .where(sql`completed_at is not null or cancelled_at is not null`),
    index("contracts_freelancer_ended")
      .on(table.freelancerId, sql`coalesce(completed_at, cancelled_at)`, table.id)
      .where(sql`completed_at is not null or cancelled_at is not null`),
    index("contracts_client_held")
      .on(table.clientId, table.heldCents, table.id)
      .where(sql`held_cents > 0`),
    index("contracts_freelancer_held")
      .on(table.freelancerId, table.heldCents, table.id)
      .where(sql`held_cents > 0`),
  ],
);

const MILESTONE_STATUSES = [
  "planned",
  "funded",
  "submitted",
  "disputed",
  "released",
  "settled",
  "dropped",
] as const;

/**
 * The parts of a contract: one, unless both agreed on more. The hold of the first is called by the contract's id, that
 * of another by `<contract>:<number>`. Each is held once; a dispute over a part of it may release and refund it in parts.
 */
export const milestones = pgTable(
  "milestones",
  {
    contractId: id("ctr")
      .notNull()
      .references(() => contracts.id),
    /** 1, 2, 3… as they were agreed on; never given again. */
    number: integer().notNull(),
    /** The name of its hold; the same as `holdOf` (lib/contracts/milestones.ts). */
    hold: text()
      .notNull()
      .generatedAlwaysAs(
        (): SQL => sql`contract_id || case number when 1 then '' else ':' || number::text end`,
      ),
    /** Its place in the order of the work. A milestone takes the place of the one that it replaces. */
    position: integer().notNull(),
    /** The contract's parties, for the indexes below. */
    clientId: id("usr").notNull(),
    freelancerId: id("usr").notNull(),
    /** Empty when it is the whole job. */
    title: text().notNull().default(""),
    amountCents: amount().notNull(),
    days: integer().notNull(),
    status: text({ enum: MILESTONE_STATUSES }).notNull(),
    /** How often changes may be requested; null where no number was agreed. */
    rounds: integer(),
    roundsUsed: integer().notNull().default(0),
    /** What is checked before the work is approved. */
    checklist: jsonb().$type<readonly string[]>().notNull().default([]),
    /** The freelancer's word that the next round is not counted. */
    isNextRoundFree: boolean().notNull().default(false),
    fundedAt: moment(),
    /** When its work is due: `days` after it was held. */
    dueAt: moment(),
    releasedAt: moment(),
    releasedCents: amount().notNull().default(sql`0`),
    /** Of what was released, the freelancer's part after the fee. */
    earnedCents: amount().notNull().default(sql`0`),
    refundedAt: moment(),
    refundedCents: amount().notNull().default(sql`0`),
    /** The dispute that freezes held money of it, and how much. */
    disputeId: id("dsp"),
    disputedCents: amount().notNull().default(sql`0`),
    /** When it became final. */
    endedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.contractId, table.number] }),
    check("milestones_status", oneOf(table.status, MILESTONE_STATUSES)),
    check("milestones_amount", sql`${table.amountCents} > 0`),
    check("milestones_rounds", sql`${table.roundsUsed} >= 0 and ${table.rounds} >= 0`),
    check(
      "milestones_money",
      sql`(${table.releasedAt} is null) = (${table.releasedCents} = 0)
        and (${table.refundedAt} is null) = (${table.refundedCents} = 0)
        and ${table.releasedCents} >= 0 and ${table.refundedCents} >= 0
        and ${table.releasedCents} + ${table.refundedCents} <= case when ${table.fundedAt} is null then 0 else ${table.amountCents} end
        and case when ${table.endedAt} is null or ${table.fundedAt} is null then true
          else ${table.releasedCents} + ${table.refundedCents} = ${table.amountCents} end`,
    ),
    check(
      "milestones_disputed",
      sql`(${table.status} = 'disputed') = (${table.disputeId} is not null)
        and (${table.status} = 'disputed') = (${table.disputedCents} > 0)
        and ${table.disputedCents} between 0 and ${table.amountCents} - ${table.releasedCents} - ${table.refundedCents}`,
    ),
    check(
      "milestones_ended",
      sql`(${table.status} in ('released', 'settled', 'dropped')) = (${table.endedAt} is not null)
        and (${table.status} = 'planned') <= (${table.fundedAt} is null)`,
    ),
    index("milestones_freelancer_funded")
      .on(table.freelancerId, table.fundedAt, table.contractId, table.number)
      .where(sql`funded_at is not null`),
    index("milestones_client_released")
      .on(table.clientId, table.releasedAt, table.contractId, table.number, table.releasedCents)
      .where(sql`released_at is not null`),
    index("milestones_freelancer_released")
      .on(table.freelancerId, table.releasedAt, table.contractId, table.number, table.earnedCents)
      .where(sql`released_at is not null`),
    index("milestones_freelancer_refunded")
      .on(table.freelancerId, table.refundedAt, table.contractId, table.number)
      .where(sql`refunded_at is not null`),
  ],
);

const CLOCKS = [
  "window_passed",
  "work_never_came",
  "return_unanswered",
  "change_lapses",
  "reviews_open",
  "claim_unanswered",
  "negotiation_over",
  "mediation_over",
  "decision_stands",
  "appeal_over",
] as const;

const WAITED_FOR = ["client", "freelancer", "both", "mediator"] as const;

/**
 * What happens by itself, and when: one row for each state that waits, made and removed by the steps that enter and
 * leave it. The worker acts by it, and the sentence reads it.
 */
export const clocks = pgTable(
  "clocks",
  {
    contractId: id("ctr")
      .notNull()
      .references(() => contracts.id),
    /** What waits: the number of a milestone, the id of a proposal or of a dispute, or the contract's reviews. */
    subject: text().notNull(),
    what: text({ enum: CLOCKS }).notNull(),
    at: moment().notNull(),
    /** Who could act until then. */
    waitsFor: text({ enum: WAITED_FOR }).notNull(),
    /** Of a dispute: what the freelancer then gets of the disputed money, before the fee; null where nothing moves. */
    toFreelancerCents: amount(),
  },
  (table) => [
    primaryKey({ columns: [table.contractId, table.subject] }),
    check("clocks_what", oneOf(table.what, CLOCKS)),
    check("clocks_waits_for", oneOf(table.waitsFor, WAITED_FOR)),
    index("clocks_at").on(table.at),
  ],
);

/** The last time that the worker looked at the clocks; one row. */
export const clockRounds = pgTable(
  "clock_rounds",
  { id: integer().primaryKey(), at: moment().notNull() },
  (table) => [check("clock_rounds_one", sql`${table.id} = 1`)],
);

const CHANGE_STATUSES = [
  "proposed",
  "accepted",
  "declined",
  "countered",
  "withdrawn",
  "lapsed",
] as const;

/** What one side proposes: all milestones that can still be changed as they would be, or how held money is split. */
export const changeOrders = pgTable(
  "change_orders",
  {
    id: id("chg").primaryKey(),
    contractId: id("ctr")
      .notNull()
      .references(() => contracts.id),
    /** The version of the agreement that it changes. */
    version: integer().notNull(),
    proposedBy: id("usr")
      .notNull()
      .references(() => users.id),
    /** Made by the form: sending it twice proposes once. */
    requestKey: text().notNull(),
    plan: jsonb().$type<readonly PlannedLine[]>(),
    /** Of a settlement: how the held money is split. */
    shares: jsonb().$type<readonly KeptShare[]>(),
    note: text().notNull(),
    status: text({ enum: CHANGE_STATUSES }).notNull(),
    declineReason: text(),
    createdAt: moment().notNull(),
    decidedAt: moment(),
  },
  (table) => [
    check("change_orders_status", oneOf(table.status, CHANGE_STATUSES)),
    check("change_orders_one", sql`num_nonnulls(${table.plan}, ${table.shares}) = 1`),
    check(
      "change_orders_decided",
      sql`(${table.status} = 'proposed') = (${table.decidedAt} is null)`,
    ),
    uniqueIndex("change_orders_open").on(table.contractId).where(sql`status = 'proposed'`),
    uniqueIndex("change_orders_request").on(table.contractId, table.proposedBy, table.requestKey),
  ],
);

/** One milestone of a plan. Without a number it is new. Amounts in minor units. */
export type PlannedLine = {
  readonly number: number | null;
  readonly title: string;
  readonly amountCents: Cents;
  readonly days: number;
  readonly rounds: number | null;
  readonly checklist: readonly string[];
};

/** How the held money of one milestone is split. Amounts in minor units; the client gets the rest. */
export type KeptShare = {
  readonly number: number;
  readonly amountCents: Cents;
  readonly toFreelancerCents: Cents;
};

/** What both agreed to, complete but for the texts, which their revisions keep. Amounts in minor units. */
export type KeptTerms = {
  readonly jobId: Id<"job">;
  readonly jobRevision: number;
  readonly proposalId: Id<"prp">;
  readonly proposalRevision: number;
  readonly releaseRule: string;
  readonly reviewWindowDays: number;
  readonly feeBasisPoints: number;
  readonly feeMinimumCents: number;
  /** In versions from before a milestone had a checklist of its own, that of the job's revision holds. */
  readonly milestones: readonly (Omit<PlannedLine, "checklist"> & {
    readonly number: number;
    readonly position: number;
    readonly checklist?: readonly string[];
  })[];
};

/** The agreement as it was from one moment on: added, never changed. The first is kept with the second. */
export const agreementVersions = pgTable(
  "agreement_versions",
  {
    contractId: id("ctr")
      .notNull()
      .references(() => contracts.id),
    version: integer().notNull(),
    terms: jsonb().$type<KeptTerms>().notNull(),
    proposedBy: id("usr")
      .notNull()
      .references(() => users.id),
    acceptedBy: id("usr")
      .notNull()
      .references(() => users.id),
    agreedAt: moment().notNull(),
    /** Hex SHA-256 over the hash before and this version (lib/contracts/internal/keep-version.ts). */
    hash: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.contractId, table.version] })],
);

/** An item of the checklist that a version meets, and what its freelancer says of it. */
export type Tick = { readonly item: string; readonly word: string };

export const submissions = pgTable(
  "submissions",
  {
    id: id("sub").primaryKey(),
    contractId: id("ctr")
      .notNull()
      .references(() => contracts.id),
    milestoneNumber: integer().notNull().default(1),
    /** 1, 2, 3… within the milestone. */
    number: integer().notNull(),
    /** Made by the form: sending it twice with the same key submits once, even after changes were requested. */
    requestKey: text().notNull(),
    note: text().notNull(),
    /** The items of the checklist that it meets, each with a word. */
    ticks: jsonb().$type<readonly Tick[]>().notNull().default([]),
    createdAt: moment().notNull(),
    /** The client's answer, when it requested changes, and the items that are not met. */
    changesNote: text(),
    unmet: jsonb().$type<readonly string[]>().notNull().default([]),
    changesRequestedAt: moment(),
  },
  (table) => [
    foreignKey({
      name: "submissions_milestone",
      columns: [table.contractId, table.milestoneNumber],
      foreignColumns: [milestones.contractId, milestones.number],
    }),
    uniqueIndex("submissions_number").on(table.contractId, table.milestoneNumber, table.number),
    uniqueIndex("submissions_request").on(
      table.contractId,
      table.milestoneNumber,
      table.requestKey,
    ),
  ],
);

export const NOT_HIRED_REASONS = [
  "payment_failed",
  "already_hired",
  "no_longer_open",
  "changed",
  "money_used",
] as const;

/** A payment that was made to hire: the terms that were agreed to with it, and what became of the hire. */
export const paidHires = pgTable(
  "paid_hires",
  {
    paymentId: id("pay")
      .primaryKey()
      .references(() => payments.id),
    clientId: id("usr")
      .notNull()
      .references(() => users.id),
    proposalId: id("prp")
      .notNull()
      .references(() => proposals.id),
    /** The offer and the job that were on the screen. */
    proposalRevision: integer().notNull(),
    jobRevision: integer().notNull(),
    /** Both null until the payment has ended; then one of them is set, once. */
    contractId: id("ctr").references(() => contracts.id),
    notHired: text({ enum: NOT_HIRED_REASONS }),
    endedAt: moment(),
  },
  (table) => [
    check("paid_hires_not_hired", oneOf(table.notHired, NOT_HIRED_REASONS)),
    check(
      "paid_hires_ended",
      sql`num_nonnulls(${table.contractId}, ${table.notHired}) = num_nonnulls(${table.endedAt})`,
    ),
    // Two pages that were open at once pay once.
    uniqueIndex("paid_hires_under_way")
      .on(table.proposalId, table.proposalRevision, table.jobRevision)
      .where(sql`ended_at is null`),
    index("paid_hires_proposal").on(table.proposalId),
    index("paid_hires_contract").on(table.contractId),
  ],
);

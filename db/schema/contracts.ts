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
import { amount, feeTerms, id, moment, oneOf } from "../columns.ts";
import { jobs, proposals } from "./jobs.ts";
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

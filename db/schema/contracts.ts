import { type SQL, sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { amount, feeTerms, id, moment, oneOf } from "../columns.ts";
import { jobs, proposals } from "./jobs.ts";
import { payments } from "./payments.ts";
import { users } from "./users.ts";

const RELEASE_RULES = ["on_submission", "on_approval"] as const;

/** Made when a proposal is accepted. Its state is its job's status; what was agreed never changes. */
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
    timelineDays: integer().notNull(),
    ...feeTerms(),
    /** What the freelancer gets of the price, after the fee (lib/jobs/fee.ts). */
    earnedCents: amount()
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`price_cents - greatest(price_cents * fee_basis_points / 10000, fee_minimum_cents)`,
      ),
    releaseRule: text({ enum: RELEASE_RULES }).notNull(),
    reviewWindowDays: integer().notNull(),
    /** The job's text and the offer that both agreed to. */
    jobRevision: integer().notNull().default(1),
    proposalRevision: integer().notNull().default(1),
    createdAt: moment().notNull(),
    /** When the agreed timeline ends. */
    dueAt: moment().notNull(),
    /** While under review: when the job completes by itself. */
    reviewEndsAt: moment(),
    releasedAt: moment(),
    completedAt: moment(),
    cancelledAt: moment(),
    /** The side that asked to cancel, until the other side has answered. */
    cancellationRequestedBy: id("usr").references(() => users.id),
    /** Counts the requests to cancel, so that agreeing names the one that was read. */
    cancellationNumber: integer().notNull().default(0),
  },
  (table) => [
    check("contracts_release_rule", oneOf(table.releaseRule, RELEASE_RULES)),
    check("contracts_price", sql`${table.priceCents} > 0`),
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
      .on(table.clientId, table.priceCents, table.id)
      .where(sql`released_at is null and cancelled_at is null`),
    index("contracts_freelancer_held")
      .on(table.freelancerId, table.priceCents, table.id)
      .where(sql`released_at is null and cancelled_at is null`),
    index("contracts_client_released")
      .on(table.clientId, table.releasedAt, table.id, table.priceCents)
      .where(sql`released_at is not null`),
    index("contracts_freelancer_released")
      .on(table.freelancerId, table.releasedAt, table.id, table.earnedCents)
      .where(sql`released_at is not null`),
    index("contracts_freelancer_refunded")
      .on(table.freelancerId, table.cancelledAt, table.id)
      .where(sql`cancelled_at is not null`),
    index("contracts_review_ends").on(table.reviewEndsAt).where(sql`review_ends_at is not null`),
  ],
);

export const submissions = pgTable(
  "submissions",
  {
    id: id("sub").primaryKey(),
    contractId: id("ctr")
      .notNull()
      .references(() => contracts.id),
    /** 1, 2, 3… within the contract. */
    number: integer().notNull(),
    /** Made by the form: sending it twice with the same key submits once, even after changes were requested. */
    requestKey: text().notNull(),
    note: text().notNull(),
    createdAt: moment().notNull(),
    /** The client's answer, when it requested changes. */
    changesNote: text(),
    changesRequestedAt: moment(),
  },
  (table) => [
    uniqueIndex("submissions_number").on(table.contractId, table.number),
    uniqueIndex("submissions_request").on(table.contractId, table.requestKey),
  ],
);

export const reviews = pgTable(
  "reviews",
  {
    id: id("rev").primaryKey(),
    contractId: id("ctr")
      .notNull()
      .references(() => contracts.id),
    authorId: id("usr")
      .notNull()
      .references(() => users.id),
    subjectId: id("usr")
      .notNull()
      .references(() => users.id),
    rating: integer().notNull(),
    text: text().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [
    check("reviews_rating", sql`${table.rating} between 1 and 5`),
    check("reviews_self", sql`${table.authorId} <> ${table.subjectId}`),
    uniqueIndex("reviews_direction").on(table.contractId, table.authorId),
    index("reviews_subject").on(table.subjectId, table.createdAt.desc().nullsFirst()),
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

import { type SQL, sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { amount, id, moment, oneOf, searchDocument } from "../columns.ts";
import { users } from "./users.ts";

const JOB_STATUSES = [
  "open",
  "in_progress",
  "under_review",
  "completed",
  "closed",
  "cancelled",
] as const;
const RELEASE_RULES = ["on_submission", "on_approval"] as const;
const PROPOSAL_STATUSES = [
  "submitted",
  "accepted",
  "declined",
  "withdrawn",
  "not_selected",
] as const;
const EVENT_KINDS = [
  "posted",
  "edited",
  "closed",
  "shortlisted",
  "hired",
  "submitted",
  "released",
  "changes_requested",
  "cancellation_requested",
  "cancellation_withdrawn",
  "cancelled",
  "refunded",
  "completed",
  "reviewed",
] as const;

export const jobs = pgTable(
  "jobs",
  {
    id: id("job").primaryKey(),
    clientId: id("usr")
      .notNull()
      .references(() => users.id),
    /** Made by the form: posting twice with the same key posts once. */
    requestKey: text().notNull(),
    title: text().notNull(),
    description: text().notNull(),
    category: text().notNull(),
    skills: text().array().notNull(),
    budgetCents: amount().notNull(),
    /** How long the work may take, in days from hiring. */
    timelineDays: integer().notNull(),
    /** A fixed day by which the work is needed, when there is one. */
    deadlineAt: moment(),
    releaseRule: text({ enum: RELEASE_RULES }).notNull(),
    reviewWindowDays: integer().notNull(),
    status: text({ enum: JOB_STATUSES }).notNull().default("open"),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
    search: searchDocument().generatedAlwaysAs(
      (): SQL => sql`workhub_search_document(title, skills, description)`,
    ),
  },
  (table) => [
    check("jobs_status", oneOf(table.status, JOB_STATUSES)),
    check("jobs_release_rule", oneOf(table.releaseRule, RELEASE_RULES)),
    check("jobs_review_window", sql`${table.reviewWindowDays} in (3, 7, 14)`),
    check("jobs_budget", sql`${table.budgetCents} > 0`),
    uniqueIndex("jobs_request").on(table.clientId, table.requestKey),
    index("jobs_board").on(table.status, table.createdAt.desc(), table.id.desc()),
    index("jobs_category").on(table.category, table.createdAt.desc()).where(sql`status = 'open'`),
    index("jobs_client").on(table.clientId, table.createdAt.desc()),
    index("jobs_search").using("gin", table.search),
    index("jobs_skills").using("gin", table.skills),
  ],
);

export const savedJobs = pgTable(
  "saved_jobs",
  {
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    jobId: id("job")
      .notNull()
      .references(() => jobs.id),
    createdAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.jobId] })],
);

export const proposals = pgTable(
  "proposals",
  {
    id: id("prp").primaryKey(),
    jobId: id("job")
      .notNull()
      .references(() => jobs.id),
    freelancerId: id("usr")
      .notNull()
      .references(() => users.id),
    coverLetter: text().notNull(),
    priceCents: amount().notNull(),
    timelineDays: integer().notNull(),
    status: text({ enum: PROPOSAL_STATUSES }).notNull().default("submitted"),
    declineReason: text(),
    shortlistedAt: moment(),
    createdAt: moment().notNull(),
    decidedAt: moment(),
  },
  (table) => [
    check("proposals_status", oneOf(table.status, PROPOSAL_STATUSES)),
    check("proposals_price", sql`${table.priceCents} > 0`),
    uniqueIndex("proposals_live")
      .on(table.jobId, table.freelancerId)
      .where(sql`status in ('submitted', 'accepted')`),
    uniqueIndex("proposals_hired").on(table.jobId).where(sql`status = 'accepted'`),
    index("proposals_job").on(table.jobId, table.createdAt.desc()),
    index("proposals_freelancer").on(table.freelancerId, table.createdAt.desc()),
  ],
);

/** What happened on a job, in order: inserted, never changed. The timeline of the contract reads from it. */
export const jobEvents = pgTable(
  "job_events",
  {
    id: id("evt").primaryKey(),
    jobId: id("job")
      .notNull()
      .references(() => jobs.id),
    kind: text({ enum: EVENT_KINDS }).notNull(),
    /** Null: nobody acted and the clock did. */
    actorId: id("usr").references(() => users.id),
    /** The proposal this is about, where it concerns one only. */
    proposalId: id("prp").references(() => proposals.id),
    amountCents: amount(),
    heldAfterCents: amount(),
    /** Plain details for the sentence: submission number, rating, note. */
    details: jsonb().$type<Record<string, string | number>>().notNull().default({}),
    at: moment().notNull(),
  },
  (table) => [
    check("job_events_kind", oneOf(table.kind, EVENT_KINDS)),
    index("job_events_job").on(table.jobId, table.at, table.id),
  ],
);

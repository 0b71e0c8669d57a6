import { type SQL, sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { amount, feeTerms, id, moment, oneOf } from "../columns.ts";
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
  "renewed",
  "closed",
  "shortlisted",
  "proposal_changed",
  "proposal_confirmed",
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
  "funded",
  "approved",
  "work_never_came",
  "change_proposed",
  "change_accepted",
  "change_declined",
  "change_withdrawn",
  "change_lapsed",
  "free_round",
  "settled",
  "return_asked",
  "return_refused",
  "reviews_opened",
  "review_answered",
  "dispute_opened",
  "dispute_answered",
  "dispute_offered",
  "dispute_in_mediation",
  "dispute_decided",
  "dispute_appealed",
  "dispute_withdrawn",
  "dispute_ended",
  "given_back",
] as const;

/** What a job asks everyone who applies. */
export type ScreeningQuestion = { readonly text: string; readonly isOptional: boolean };

/** An answer with the words of the question that it answers. */
export type ScreeningAnswer = { readonly question: string; readonly answer: string };

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
    /** An open job is on the board until then, and expired afterwards; for any other job it says nothing. */
    expiresAt: moment().notNull().default(sql`now() + interval '30 days'`),
    /** Counts the versions of what the client asked for; each one is kept in `job_revisions`. */
    revision: integer().notNull().default(1),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
    /** What it is written in ("en"), as the database guesses from its words when it is posted. */
    language: text(),
    /** What is to be delivered, item by item, as the client will check it. */
    checklist: jsonb().$type<readonly string[]>().notNull().default([]),
    /** How often the client may request changes of work that is not paid yet. */
    rounds: integer().notNull().default(2),
    /** What everyone who applies is asked, in this order. */
    questions: jsonb().$type<readonly ScreeningQuestion[]>().notNull().default([]),
    /** Written by a trigger: a moderator hides it or has suspended its client, so no list has it. */
    isUnlisted: boolean().notNull().default(false),
  },
  (table) => [
    check("jobs_rounds", sql`${table.rounds} between 0 and 10`),
    check("jobs_status", oneOf(table.status, JOB_STATUSES)),
    check("jobs_release_rule", oneOf(table.releaseRule, RELEASE_RULES)),
    check("jobs_review_window", sql`${table.reviewWindowDays} between 1 and 30`),
    check("jobs_budget", sql`${table.budgetCents} > 0`),
    uniqueIndex("jobs_request").on(table.clientId, table.requestKey),
    index("jobs_client").on(table.clientId, table.createdAt.desc().nullsFirst()),
    index("jobs_client_open")
      .on(table.clientId, table.createdAt, table.id)
      .where(sql`status = 'open'`),
    index("jobs_client_closed")
      .on(table.clientId, table.updatedAt, table.id)
      .where(sql`status = 'closed'`),
  ],
);

/** A file as it was attached to a revision; the file itself may have been removed since. */
export type RevisionFile = { readonly fileId: string; readonly name: string };

/** A job as it read at one time, from its posting on: what people applied to, and what a contract was made on. */
export const jobRevisions = pgTable(
  "job_revisions",
  {
    jobId: id("job")
      .notNull()
      .references(() => jobs.id),
    revision: integer().notNull(),
    title: text().notNull(),
    description: text().notNull(),
    category: text().notNull(),
    skills: text().array().notNull(),
    budgetCents: amount().notNull(),
    timelineDays: integer().notNull(),
    deadlineAt: moment(),
    releaseRule: text({ enum: RELEASE_RULES }).notNull(),
    reviewWindowDays: integer().notNull(),
    rounds: integer().notNull().default(2),
    files: jsonb().$type<readonly RevisionFile[]>().notNull(),
    questions: jsonb().$type<readonly ScreeningQuestion[]>().notNull().default([]),
    checklist: jsonb().$type<readonly string[]>().notNull().default([]),
    createdAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.revision] })],
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

/** What a freelancer wrote, once for all the jobs that they sent it to almost word for word (lib/proposals/letter-sketch.ts). */
export const letters = pgTable(
  "letters",
  {
    id: id("ltr").primaryKey(),
    freelancerId: id("usr")
      .notNull()
      .references(() => users.id),
    sketch: integer().array().notNull(),
    /** Two alike letters of one person share at least one of these. */
    bands: integer().array().notNull(),
    /** To how many jobs it was sent. */
    jobCount: integer().notNull().default(0),
    createdAt: moment().notNull(),
  },
  (table) => [index("letters_bands").using("gin", table.bands)],
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
    ...feeTerms(),
    /** Counts the offers that it has been; each one is kept in `proposal_revisions`. */
    revision: integer().notNull().default(1),
    /** The job's revision that its freelancer has agreed to. */
    jobRevision: integer().notNull().default(1),
    status: text({ enum: PROPOSAL_STATUSES }).notNull().default("submitted"),
    declineReason: text(),
    shortlistedAt: moment(),
    createdAt: moment().notNull(),
    decidedAt: moment(),
    answers: jsonb().$type<readonly ScreeningAnswer[]>().notNull().default([]),
    /** When the client first opened it, or did something about it; neither is news for anyone. */
    readAt: moment(),
    /** When the client first shortlisted, declined or hired, or wrote a message about it. */
    answeredAt: moment(),
    letterId: id("ltr").references(() => letters.id),
    /* What follows is written by triggers, so that a job's proposals are in order without sorting all of them. */
    /** The average rating of its freelancer times 100; 0 before the first review. */
    ratingHundredths: integer().notNull().default(0),
    /** Its letter went to many jobs. */
    isWidelySent: boolean().notNull().default(false),
    /** Its place among the job's: hired 4, shortlisted 3, undecided 2, undecided with a widely sent letter 1, else 0. */
    standing: integer()
      .notNull()
      .generatedAlwaysAs(
        (): SQL => sql`case when status = 'accepted' then 4 when status <> 'submitted' then 0
          when shortlisted_at is not null then 3 when is_widely_sent then 1 else 2 end`,
      ),
  },
  (table) => [
    check("proposals_status", oneOf(table.status, PROPOSAL_STATUSES)),
    check("proposals_price", sql`${table.priceCents} > 0`),
    check(
      "proposals_fee",
      sql`${table.feeBasisPoints} between 0 and 9999 and ${table.feeMinimumCents} >= 0`,
    ),
    uniqueIndex("proposals_live")
      .on(table.jobId, table.freelancerId)
      .where(sql`status in ('submitted', 'accepted')`),
    uniqueIndex("proposals_hired").on(table.jobId).where(sql`status = 'accepted'`),
    index("proposals_job").on(table.jobId, table.createdAt.desc().nullsFirst()),
    index("proposals_waiting")
      .on(table.freelancerId, table.createdAt)
      .where(sql`status = 'submitted'`),
    index("proposals_read")
      .on(table.freelancerId, table.createdAt)
      .where(sql`status = 'submitted' and read_at is not null`),
    index("proposals_letter").on(table.letterId, table.jobId),
    index("proposals_freelancer").on(table.freelancerId, table.createdAt.desc().nullsFirst()),
    index("proposals_ended")
      .on(table.freelancerId, sql`coalesce(decided_at, created_at)`, table.id)
      .where(sql`status in ('declined', 'not_selected', 'withdrawn')`),
    index("proposals_newest")
      .on(table.jobId, table.standing, table.createdAt, table.id)
      .where(sql`status <> 'withdrawn'`),
    index("proposals_price")
      .on(table.jobId, table.standing, sql`(-price_cents)`, table.id)
      .where(sql`status <> 'withdrawn'`),
    index("proposals_timeline")
      .on(table.jobId, table.standing, sql`(-timeline_days)`, table.id)
      .where(sql`status <> 'withdrawn'`),
    index("proposals_rating")
      .on(table.jobId, table.standing, table.ratingHundredths, table.id)
      .where(sql`status <> 'withdrawn'`),
  ],
);

/** A proposal as it read at one time: what a client saw, and what was accepted. */
export const proposalRevisions = pgTable(
  "proposal_revisions",
  {
    proposalId: id("prp")
      .notNull()
      .references(() => proposals.id),
    revision: integer().notNull(),
    coverLetter: text().notNull(),
    priceCents: amount().notNull(),
    timelineDays: integer().notNull(),
    ...feeTerms(),
    files: jsonb().$type<readonly RevisionFile[]>().notNull(),
    answers: jsonb().$type<readonly ScreeningAnswer[]>().notNull().default([]),
    createdAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.proposalId, table.revision] })],
);

/** What happened on a job, in order: inserted, never changed. The contract's timeline reads from it. */
export const jobEvents = pgTable(
  "job_events",
  {
    id: id("evt").primaryKey(),
    jobId: id("job")
      .notNull()
      .references(() => jobs.id),
    kind: text({ enum: EVENT_KINDS }).notNull(),
    /** Null when the clock acted. */
    actorId: id("usr").references(() => users.id),
    /** The proposal that it is about, if it is about only one. */
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

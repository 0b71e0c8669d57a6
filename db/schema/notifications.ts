import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, moment, oneOf } from "../columns.ts";
import { users } from "./users.ts";

/** Everything of which WorkHub ever tells anyone. What each is like stands in lib/notifications/kinds.ts. */
export const NOTIFICATION_KINDS = [
  "hired",
  "proposal_received",
  "proposal_declined",
  "work_submitted",
  "changes_requested",
  "released",
  "completed",
  "reviewed",
  "message",
  "invitation",
  "cancellation_requested",
  "cancellation_agreed",
  "cancellation_withdrawn",
  "deadline_near",
  "review_ending",
  "job_expiring",
  "search_news",
  "deposit_arrived",
  "deposit_failed",
  "payment_reversed",
  "reversal_won",
  "hired_on_payment",
  "not_hired",
  "payout_arrived",
  "payout_failed",
  "invoice_corrected",
  "report_answered",
  "sanctioned",
  "sanction_lifted",
  "appeal_decided",
  "new_device",
  "password_changed",
  "factor_added",
  "factor_removed",
  "recovery_code_used",
  "data_ready",
  "email_changed",
  "milestone_approved",
  "work_never_came",
  "milestone_funded",
  "change_proposed",
  "change_accepted",
  "change_declined",
  "change_lapsed",
  "free_round",
  "settled",
  "return_asked",
  "return_refused",
  "review_waits",
  "review_answered",
  "dispute_opened",
  "dispute_answered",
  "dispute_offered",
  "dispute_in_mediation",
  "dispute_stated",
  "dispute_asked",
  "dispute_decided",
  "dispute_appealed",
  "dispute_withdrawn",
  "dispute_ended",
  "given_back",
] as const;

/** Of these, what is unread about one thing is one row, which counts. */
export const GATHERED_KINDS = ["proposal_received", "message", "search_news"] as const;

/** What a person is told: what happened, by whom, about what. Its sentence is made when it is shown. */
export const notifications = pgTable(
  "notifications",
  {
    id: id("ntf").primaryKey(),
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    kind: text({ enum: NOTIFICATION_KINDS }).notNull(),
    /** The id of what it is about; whoever looks at that has read it. */
    about: text().notNull(),
    /**
     * Null when nobody did it: the clock, the bank. This and the job are of rows that the use case has read; checking
     * them again would be a tenth of what a message costs.
     */
    actorId: id("usr"),
    jobId: id("job"),
    /** What the sentence needs and no row keeps: an amount, a number. */
    facts: jsonb().$type<Readonly<Record<string, string | number>>>().notNull(),
    /** Names an event that a sweep may come across again; it is told once. */
    once: text(),
    /** How many events it stands for. */
    count: integer().notNull().default(1),
    /** False where the person has switched this off in the bell: it is for other ways only. */
    inBell: boolean().notNull().default(true),
    createdAt: moment().notNull(),
    readAt: moment(),
    /** When the worker decides whether it goes by mail; null when that is done. */
    mailDueAt: moment(),
    /** The same for their devices; null as well when they had none. */
    pushDueAt: moment(),
  },
  (table) => [
    check("notifications_kind", oneOf(table.kind, NOTIFICATION_KINDS)),
    check("notifications_count", sql`${table.count} > 0`),
    index("notifications_list").on(table.userId, table.createdAt, table.id).where(sql`in_bell`),
    index("notifications_unread")
      .on(table.userId, table.inBell, table.about)
      .where(sql`read_at is null`),
    index("notifications_mail_due")
      .on(table.mailDueAt, table.userId)
      .where(sql`mail_due_at is not null`),
    index("notifications_push_due")
      .on(table.pushDueAt, table.userId)
      .where(sql`push_due_at is not null`),
    uniqueIndex("notifications_once").on(table.userId, table.once).where(sql`once is not null`),
    uniqueIndex("notifications_gathered")
      .on(table.userId, table.kind, table.about)
      .where(
        sql.raw(
          `read_at is null and kind in (${GATHERED_KINDS.map((kind) => `'${kind}'`).join(", ")})`,
        ),
      ),
  ],
);

export const MAIL_RHYTHMS = ["single", "daily", "weekly"] as const;

/** What a person has chosen about being told; without a row, everything is as it comes. */
export const notificationPreferences = pgTable(
  "notification_preferences",
  {
    userId: id("usr")
      .primaryKey()
      .references(() => users.id),
    /** The groups of kinds that are switched off. */
    bellOff: text().array().notNull(),
    mailOff: text().array().notNull(),
    pushOff: text().array().notNull().default(sql`'{money,searches}'`),
    /** Devices also show amounts, and what was written. */
    hasPushDetails: boolean().notNull().default(false),
    /** Each by itself, or together once a day or a week. */
    rhythm: text({ enum: MAIL_RHYTHMS }).notNull(),
    /** Full hours of the person's clock between which nothing is sent; both or neither. */
    quietFrom: integer(),
    quietUntil: integer(),
    timeZone: text().notNull(),
    updatedAt: moment().notNull(),
  },
  (table) => [
    check("notification_preferences_rhythm", oneOf(table.rhythm, MAIL_RHYTHMS)),
    check(
      "notification_preferences_quiet",
      sql`(${table.quietFrom} is null) = (${table.quietUntil} is null)
        and ${table.quietFrom} between 0 and 23 and ${table.quietUntil} between 0 and 23
        and ${table.quietFrom} <> ${table.quietUntil}`,
    ),
  ],
);

import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, oneOf } from "../columns.ts";
import { users } from "./users.ts";

/** What people can report. The words for it are in lib/moderation/policy.ts. */
export const REPORTED_KINDS = ["job", "profile", "review", "message", "conversation"] as const;
export const REPORT_REASONS = [
  "fraud",
  "outside",
  "rude",
  "untrue",
  "spam",
  "unlawful",
  "other",
] as const;
export const CASE_OUTCOMES = ["acted", "no_action"] as const;
/** What a moderator can do. The words for it, for the rules and for what is limited are in lib/standing/policy.ts. */
export const SANCTION_KINDS = ["warn", "hide", "limit", "suspend"] as const;
export const HOUSE_RULES = [
  "pay_here",
  "be_honest",
  "be_kind",
  "no_spam",
  "keep_the_law",
  "own_work",
  "keep_out",
] as const;
export const LIMITED_ACTS = ["post", "propose", "write_first", "hire"] as const;
export const APPEAL_OUTCOMES = ["kept", "lifted"] as const;

/** All reports of one thing, until a moderator has decided about it. */
export const cases = pgTable(
  "cases",
  {
    id: id("cas").primaryKey(),
    subjectKind: text({ enum: REPORTED_KINDS }).notNull(),
    /** The id of the job, person, review or conversation; of a message "cnv_….12", with its number. */
    subject: text().notNull(),
    /** Whose job, profile, review, message it is. */
    personId: id("usr")
      .notNull()
      .references(() => users.id),
    openedAt: moment().notNull(),
    closedAt: moment(),
    /** Null for cases that were closed before it was noted here. */
    closedBy: id("usr").references(() => users.id),
    outcome: text({ enum: CASE_OUTCOMES }),
    /** What those who reported are told besides the outcome. */
    word: text().notNull().default(""),
  },
  (table) => [
    check("cases_kind", oneOf(table.subjectKind, REPORTED_KINDS)),
    check("cases_outcome", oneOf(table.outcome, CASE_OUTCOMES)),
    check("cases_closed", sql`(${table.closedAt} is null) = (${table.outcome} is null)`),
    uniqueIndex("cases_open").on(table.subject, table.personId).where(sql`closed_at is null`),
    index("cases_waiting").on(table.openedAt, table.id).where(sql`closed_at is null`),
    index("cases_subject").on(table.subject),
    index("cases_person").on(table.personId, table.openedAt),
  ],
);

/** What one person said about it, with what it said at that moment. */
export const reports = pgTable(
  "reports",
  {
    id: id("rpt").primaryKey(),
    caseId: id("cas")
      .notNull()
      .references(() => cases.id),
    reporterId: id("usr")
      .notNull()
      .references(() => users.id),
    reason: text({ enum: REPORT_REASONS }).notNull(),
    words: text().notNull().default(""),
    /** A title, a name, stars. */
    quotedTitle: text().notNull(),
    /** Null: a conversation as a whole. */
    quotedBody: text(),
    createdAt: moment().notNull(),
  },
  (table) => [
    check("reports_reason", oneOf(table.reason, REPORT_REASONS)),
    uniqueIndex("reports_once").on(table.caseId, table.reporterId),
    index("reports_reporter").on(table.reporterId, table.createdAt),
  ],
);

/** A moderator has read around what was reported of a conversation. */
export const caseLooks = pgTable(
  "case_looks",
  {
    caseId: id("cas")
      .notNull()
      .references(() => cases.id),
    moderatorId: id("usr")
      .notNull()
      .references(() => users.id),
    at: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.moderatorId, table.at] })],
);

/**
 * What a moderator did about a person. It is in force until `endsAt` at most; when that has passed or a moderator has
 * lifted it, `endedAt` is set, and a trigger lists again what it kept off the board.
 */
export const sanctions = pgTable(
  "sanctions",
  {
    id: id("snc").primaryKey(),
    caseId: id("cas")
      .notNull()
      .references(() => cases.id),
    personId: id("usr")
      .notNull()
      .references(() => users.id),
    kind: text({ enum: SANCTION_KINDS }).notNull(),
    /** The job, person or review that it hides. */
    hides: text(),
    /** What it does not let the person do. */
    acts: text({ enum: LIMITED_ACTS }).array().notNull().default(sql`'{}'`),
    rule: text({ enum: HOUSE_RULES }).notNull(),
    facts: text().notNull(),
    createdAt: moment().notNull(),
    /** Null: until a moderator lifts it. */
    endsAt: moment(),
    imposedBy: id("usr")
      .notNull()
      .references(() => users.id),
    /** When its person said that they have read it. */
    readAt: moment(),
    endedAt: moment(),
    /** Null when its time was over. */
    liftedBy: id("usr").references(() => users.id),
    liftReason: text().notNull().default(""),
  },
  (table) => [
    check("sanctions_kind", oneOf(table.kind, SANCTION_KINDS)),
    check("sanctions_rule", oneOf(table.rule, HOUSE_RULES)),
    check("sanctions_hides", sql`(${table.kind} = 'hide') = (${table.hides} is not null)`),
    check(
      "sanctions_acts",
      sql`(cardinality(${table.acts}) > 0) = (${table.kind} in ('limit', 'suspend'))`,
    ),
    uniqueIndex("sanctions_case").on(table.caseId),
    index("sanctions_person").on(table.personId, table.createdAt),
    index("sanctions_in_force").on(table.personId).where(sql`ended_at is null`),
    index("sanctions_hidden").on(table.hides).where(sql`ended_at is null and hides is not null`),
    index("sanctions_ending").on(table.endsAt).where(sql`ended_at is null and ends_at is not null`),
  ],
);

/** What the person says against a sanction, once, and what another moderator decided. */
export const appeals = pgTable(
  "appeals",
  {
    sanctionId: id("snc")
      .primaryKey()
      .references(() => sanctions.id),
    words: text().notNull(),
    createdAt: moment().notNull(),
    decidedAt: moment(),
    decidedBy: id("usr").references(() => users.id),
    outcome: text({ enum: APPEAL_OUTCOMES }),
    reasons: text().notNull().default(""),
  },
  (table) => [
    check("appeals_outcome", oneOf(table.outcome, APPEAL_OUTCOMES)),
    check(
      "appeals_decided",
      sql`(${table.decidedAt} is null) = (${table.outcome} is null) and (${table.decidedAt} is null) = (${table.decidedBy} is null)`,
    ),
    index("appeals_waiting").on(table.createdAt, table.sanctionId).where(sql`decided_at is null`),
  ],
);

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
import type { StoredAnswer } from "#lib/forms/state";
import { amount, citext, id, moment, oneOf, searchDocument } from "../columns.ts";

const ROLES = ["client", "freelancer", "admin", "moderator", "accountant"] as const;
const AVAILABILITIES = ["available", "limited", "unavailable"] as const;

export const users = pgTable(
  "users",
  {
    id: id("usr").primaryKey(),
    /** In the one form that `emailInput` gives it. */
    email: text().notNull().unique(),
    passwordHash: text().notNull(),
    role: text({ enum: ROLES }).notNull(),
    /** A freelancer's own name; for a client, the person who acts for the company. */
    name: text().notNull(),
    /** The public address: /freelancers/<handle> or /clients/<handle>. */
    handle: citext().notNull().unique(),
    createdAt: moment().notNull(),
    /** When it was shown that the e-mail address is theirs. Until then they reach nobody and move no money. */
    emailVerifiedAt: moment(),
    /** When they deleted their account: what is left of them is what others have to do with. */
    leftAt: moment(),
    /** Set when the profile is complete enough to act with. */
    onboardedAt: moment(),
    /** Their picture: the file whose `avatar_of` they are. Kept here because every name is shown with it. */
    avatarFileId: id("fil"),
  },
  (table) => [
    check("users_role", oneOf(table.role, ROLES)),
    index("users_staff").on(table.id).where(sql`role in ('admin', 'moderator', 'accountant')`),
    /* By what whoever keeps the house looks for somebody: the beginning of any of these. */
    index("users_by_name").on(sql`lower(${table.name}) text_pattern_ops`, table.id),
    index("users_by_last_name").on(sql`last_name(${table.name}) text_pattern_ops`, table.id),
    index("users_by_handle").on(sql`lower(${table.handle}::text) text_pattern_ops`, table.id),
    index("users_by_email").on(sql`${table.email} text_pattern_ops`, table.id),
    index("users_freelancers_by_start")
      .on(table.onboardedAt, table.id)
      .where(sql`role = 'freelancer' and onboarded_at is not null`),
    index("users_freelancers_by_name")
      .on(sql`lower(${table.name}) text_pattern_ops`)
      .where(sql`role = 'freelancer' and onboarded_at is not null`),
    check("users_email_form", sql`${table.email} = lower(${table.email} collate "C")`),
  ],
);

export const clientProfiles = pgTable(
  "client_profiles",
  {
    userId: id("usr")
      .primaryKey()
      .references(() => users.id),
    companyName: text().notNull(),
    website: text(),
    size: text(),
    location: text(),
    about: text().notNull().default(""),
  },
  (table) => [
    index("client_profiles_by_company").on(
      sql`lower(${table.companyName}) text_pattern_ops`,
      table.userId,
    ),
  ],
);

export const freelancerProfiles = pgTable(
  "freelancer_profiles",
  {
    userId: id("usr")
      .primaryKey()
      .references(() => users.id),
    headline: text().notNull(),
    bio: text().notNull().default(""),
    skills: text().array().notNull(),
    hourlyRateCents: amount(),
    location: text(),
    availability: text({ enum: AVAILABILITIES }).notNull().default("available"),
    /** They want to be found on the page of freelancers. Their own page exists either way. */
    isListed: boolean().notNull().default(true),
    /** The languages they can work in (ISO 639-1). */
    languages: text().array().notNull().default(sql`'{}'`),
    /** Where they work, as a time zone (IANA); null when they do not say. */
    timeZone: text(),
    /* What follows is counted and written by a trigger, so that people can be found and sorted by it. */
    completedCount: integer().notNull().default(0),
    reviewCount: integer().notNull().default(0),
    /** The average rating times 100; null before the first review. */
    ratingHundredths: integer(),
    search: searchDocument(),
    /** As they are compared; stored, because the first people of an order are compared one by one. */
    skillsFolded: text()
      .array()
      .generatedAlwaysAs((): SQL => sql`folded_skills(skills)`),
    /** The order in which people with finished work are recommended. */
    standing: integer().generatedAlwaysAs(
      (): SQL =>
        sql`freelancer_standing(availability, completed_count, review_count, rating_hundredths)`,
    ),
  },
  (table) => [
    check("freelancer_profiles_availability", oneOf(table.availability, AVAILABILITIES)),
    index("freelancer_profiles_skills").using("gin", table.skillsFolded),
    index("freelancer_profiles_languages").using("gin", table.languages),
    index("freelancer_profiles_zone").on(table.timeZone),
    index("freelancer_profiles_search").using("gin", table.search),
    index("freelancer_profiles_proven")
      .on(table.standing, table.userId)
      .where(sql`is_listed and completed_count > 0`),
    index("freelancer_profiles_new").on(table.userId).where(sql`is_listed and completed_count = 0`),
    /* The orders of the list; whoever reads them writes the same keys. */
    index("freelancer_profiles_standing").on(table.standing, table.userId).where(sql`is_listed`),
    index("freelancer_profiles_rating")
      .on(sql`coalesce(${table.ratingHundredths}, 0)`, table.userId)
      .where(sql`is_listed`),
    index("freelancer_profiles_rate")
      .on(sql`(- coalesce(${table.hourlyRateCents}, 9007199254740991))`, table.userId)
      .where(sql`is_listed`),
    index("freelancer_profiles_newest").on(table.userId).where(sql`is_listed`),
  ],
);

/** Freelancers whom a client wants to find again. */
export const savedPeople = pgTable(
  "saved_people",
  {
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    freelancerId: id("usr")
      .notNull()
      .references(() => users.id),
    createdAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.freelancerId] })],
);

export const portfolioItems = pgTable(
  "portfolio_items",
  {
    id: id("prt").primaryKey(),
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    position: integer().notNull(),
    title: text().notNull(),
    url: text(),
    description: text().notNull().default(""),
  },
  (table) => [index("portfolio_items_user").on(table.userId, table.position)],
);

export const sessions = pgTable(
  "sessions",
  {
    id: id("ses").primaryKey(),
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    createdAt: moment().notNull(),
    lastSeenAt: moment().notNull(),
    expiresAt: moment().notNull(),
    /** When the person last showed that it is them: at signing in, or when they were asked again. */
    provedAt: moment().notNull(),
    /** The browser's own description, for the list in the settings. */
    userAgent: text(),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

export const LINK_PURPOSES = ["reset", "verify", "change", "undo"] as const;

/** Links that were sent by mail, each for one purpose. Whoever has the token has read the mail; only its hash is kept. */
export const mailLinks = pgTable(
  "mail_links",
  {
    id: id("lnk").primaryKey(),
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    purpose: text({ enum: LINK_PURPOSES }).notNull(),
    /** The address that it was sent to. */
    email: text().notNull(),
    /** For a change: the account's address when it was asked for. */
    formerEmail: text(),
    /** The link's own id until it was sent, which is no token's hash. */
    tokenHash: text().notNull(),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
    /** The key of the form that used it: sent again, it gets the same answer. */
    usedKey: text(),
  },
  (table) => [
    check("mail_links_purpose", oneOf(table.purpose, LINK_PURPOSES)),
    uniqueIndex("mail_links_token").on(table.tokenHash),
    index("mail_links_user").on(table.userId),
    index("mail_links_expires").on(table.expiresAt),
    index("mail_links_undo").on(table.email).where(sql`purpose = 'undo' and used_at is null`),
  ],
);

/** Shared by all processes; the shape comes from rate-limiter-flexible. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text().notNull(),
    points: integer().notNull(),
    expire: moment(),
  },
  (table) => [primaryKey({ columns: [table.key] }), index("rate_limits_expire").on(table.expire)],
);

/** What became of each form that a person has sent, by the key of its intent: sent again, it does not run again. */
export const formAnswers = pgTable(
  "form_answers",
  {
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    /** Made by the form: one per intent. */
    key: text().notNull(),
    action: text().notNull(),
    /** A keyed hash of the contents, to tell the same form from another one. Never the contents themselves. */
    contents: text().notNull(),
    /** Null while the form is running, which only its own transaction sees. */
    answer: jsonb().$type<StoredAnswer>(),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.key] }),
    index("form_answers_created").on(table.createdAt),
  ],
);

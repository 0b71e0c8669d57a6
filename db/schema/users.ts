import { check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { amount, citext, id, moment, oneOf } from "../columns.ts";

const ROLES = ["client", "freelancer", "admin"] as const;
const AVAILABILITIES = ["available", "limited", "unavailable"] as const;

export const users = pgTable(
  "users",
  {
    id: id("usr").primaryKey(),
    email: citext().notNull().unique(),
    passwordHash: text().notNull(),
    role: text({ enum: ROLES }).notNull(),
    /** A freelancer's own name; for a client the person who acts for the company. */
    name: text().notNull(),
    /** The public address: /freelancers/<handle> or /clients/<handle>. */
    handle: citext().notNull().unique(),
    createdAt: moment().notNull(),
    /** Set when the profile is complete enough to act with. */
    onboardedAt: moment(),
    /** Their picture: the file whose `avatar_of` they are. Kept here because every name is shown with it. */
    avatarFileId: id("fil"),
  },
  (table) => [check("users_role", oneOf(table.role, ROLES))],
);

export const clientProfiles = pgTable("client_profiles", {
  userId: id("usr")
    .primaryKey()
    .references(() => users.id),
  companyName: text().notNull(),
  website: text(),
  size: text(),
  location: text(),
  about: text().notNull().default(""),
});

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
  },
  (table) => [
    check("freelancer_profiles_availability", oneOf(table.availability, AVAILABILITIES)),
    index("freelancer_profiles_skills").using("gin", table.skills),
  ],
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
    /** What the browser said it is, for the list in the settings. */
    userAgent: text(),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

/** Shared by all processes; shape given by rate-limiter-flexible. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text().notNull(),
    points: integer().notNull(),
    expire: moment(),
  },
  (table) => [primaryKey({ columns: [table.key] }), index("rate_limits_expire").on(table.expire)],
);

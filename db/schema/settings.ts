import { check, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, moment, oneOf } from "../columns.ts";
import { users } from "./users.ts";

/** What the operator may set, in parts that are changed one by one. What each holds is in lib/settings/schema.ts. */
export const SETTING_SECTIONS = [
  "look",
  "wordmark",
  "banner",
  "categories",
  "skills",
  "windows",
  "fee",
  "limits",
  "terms",
  "privacy",
  "imprint",
] as const;

/**
 * Every version of every section: the newest is what holds, and a section without any is as WorkHub comes. Added to and
 * never changed. Each insert is announced on the channel `settings` and leaves an entry in the audit.
 */
export const settingVersions = pgTable(
  "setting_versions",
  {
    section: text({ enum: SETTING_SECTIONS }).notNull(),
    /** 1, 2, 3… within the section. */
    version: integer().notNull(),
    value: jsonb().$type<unknown>().notNull(),
    changedBy: id("usr")
      .notNull()
      .references(() => users.id),
    changedAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.section, table.version] }),
    check("setting_versions_section", oneOf(table.section, SETTING_SECTIONS)),
  ],
);

/** Who agreed to which version of the terms, and when. Added to and never changed. */
export const termsConsents = pgTable(
  "terms_consents",
  {
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    version: integer().notNull(),
    agreedAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.version] })],
);

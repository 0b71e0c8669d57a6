import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment } from "../columns.ts";
import { contracts } from "./contracts.ts";
import { users } from "./users.ts";

/** Of a contract, each side's of the other. Nobody but its author sees one before it is visible. */
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
    /** When it appeared: both had written, or the time was up. Null until then. */
    visibleAt: moment(),
    /** Written by a trigger: a moderator hides it from everybody but its author, and it counts in no rating. */
    isHidden: boolean().notNull().default(false),
    /** The one public answer of whom it is about. */
    answer: text(),
    answeredAt: moment(),
  },
  (table) => [
    check("reviews_rating", sql`${table.rating} between 1 and 5`),
    check("reviews_self", sql`${table.authorId} <> ${table.subjectId}`),
    check(
      "reviews_answer",
      sql`(${table.answer} is null) = (${table.answeredAt} is null)
        and (${table.answer} is null or ${table.visibleAt} is not null)`,
    ),
    uniqueIndex("reviews_direction").on(table.contractId, table.authorId),
    index("reviews_shown")
      .on(table.subjectId, table.visibleAt.desc().nullsFirst())
      .where(sql`visible_at is not null`),
  ],
);

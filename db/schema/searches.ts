import { sql } from "drizzle-orm";
import { check, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, oneOf } from "../columns.ts";
import { users } from "./users.ts";

const BOARDS = ["jobs", "freelancers"] as const;

/** What a person looks for again and again, under a name of their own. */
export const savedSearches = pgTable(
  "saved_searches",
  {
    id: id("sch").primaryKey(),
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    board: text({ enum: BOARDS }).notNull(),
    name: text().notNull(),
    /** The filters and the order, as the query of the board's own address; "" is the whole board. */
    query: text().notNull(),
    /** What has come to the board after this is new to the person. */
    seenAt: moment().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [
    check("saved_searches_board", oneOf(table.board, BOARDS)),
    uniqueIndex("saved_searches_name").on(table.userId, table.board, sql`lower(${table.name})`),
  ],
);

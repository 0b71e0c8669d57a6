import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytes, count, id, moment } from "../columns.ts";
import { users } from "./users.ts";

/** An archive of everything that WorkHub knows of a person: asked for by them, made by the worker, kept for a day. */
export const dataArchives = pgTable(
  "data_archives",
  {
    id: id("arc").primaryKey(),
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    askedAt: moment().notNull(),
    /** How far the worker is: lists and files that are in it, of all. */
    doneCount: integer().notNull().default(0),
    totalCount: integer().notNull().default(0),
    /* What follows is known when it is ready. */
    readyAt: moment(),
    expiresAt: moment(),
    /** Under which its bytes are kept; each try has its own, so two workers never write one file. */
    fileId: id("fil"),
    store: text({ enum: ["embedded", "uploadthing"] }),
    storeKey: text(),
    sizeBytes: count(),
    sha256: bytes(),
  },
  (table) => [
    index("data_archives_user").on(table.userId, table.askedAt),
    uniqueIndex("data_archives_being_made").on(table.userId).where(sql`ready_at is null`),
  ],
);

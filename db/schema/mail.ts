import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { id, moment, oneOf } from "../columns.ts";
import { users } from "./users.ts";

/** "kept": there is no mail server, and it is for reading in the outbox only. */
export const MAIL_STATES = ["kept", "waiting", "sent", "refused", "dropped"] as const;

/** Every mail, as it is or was sent. Its Message-ID is made of its id, so sent again it is the same mail. */
export const mails = pgTable(
  "mails",
  {
    id: id("mal").primaryKey(),
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    toName: text().notNull(),
    toAddress: text().notNull(),
    /** The group of kinds that it belongs to: what unsubscribing from it switches off. */
    topic: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    html: text().notNull(),
    /** Mails about one thing are one thread: the id of the job. */
    thread: text(),
    /** What it tells. When all of it was read before it is sent, it is dropped, unless it is worth keeping. */
    notificationIds: text().array().notNull(),
    isWorthKeeping: boolean().notNull(),
    /** What in it must not be read once it has left: the token of its link. */
    secret: text(),
    status: text({ enum: MAIL_STATES }).notNull(),
    attempts: integer().notNull().default(0),
    /** When it may be tried next, while it waits. */
    nextTryAt: moment(),
    lastError: text(),
    createdAt: moment().notNull(),
    endedAt: moment(),
  },
  (table) => [
    check("mails_status", oneOf(table.status, MAIL_STATES)),
    check("mails_waiting", sql`(${table.status} = 'waiting') = (${table.nextTryAt} is not null)`),
    index("mails_next").on(table.nextTryAt).where(sql`status = 'waiting'`),
    index("mails_list").on(table.createdAt, table.id),
    index("mails_refused").on(table.endedAt).where(sql`status = 'refused'`),
  ],
);

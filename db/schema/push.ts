import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, moment } from "../columns.ts";
import { notifications } from "./notifications.ts";
import { sessions, users } from "./users.ts";

/** A browser in which a person is told while WorkHub is closed: one for each session, and it goes with it. */
export const pushSubscriptions = pgTable(
  "push_subscriptions",
  {
    id: id("psb").primaryKey(),
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    sessionId: id("ses")
      .notNull()
      .unique()
      .references(() => sessions.id, { onDelete: "cascade" }),
    /** An address at the browser's own push service. */
    endpoint: text().notNull().unique(),
    /** The browser's keys, for which everything is sealed (RFC 8291). */
    p256dh: text().notNull(),
    auth: text().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [index("push_subscriptions_user").on(table.userId, table.createdAt, table.id)],
);

/** What waits to be told to a browser. Its words are made when it is sent, and the row goes when that is settled. */
export const pushes = pgTable(
  "pushes",
  {
    subscriptionId: id("psb")
      .notNull()
      .references(() => pushSubscriptions.id, { onDelete: "cascade" }),
    notificationId: id("ntf")
      .notNull()
      .references(() => notifications.id, { onDelete: "cascade" }),
    attempts: integer().notNull().default(0),
    nextTryAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subscriptionId, table.notificationId] }),
    index("pushes_next").on(table.nextTryAt),
    index("pushes_notification").on(table.notificationId),
  ],
);

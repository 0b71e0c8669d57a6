import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { amount, id, moment, oneOf } from "../columns.ts";
import { users } from "./users.ts";

const DIRECTIONS = ["deposit", "payout"] as const;
const PURPOSES = ["wallet", "hire"] as const;
const PAYMENT_STATUSES = ["created", "pending", "settled", "failed"] as const;

/** Money on its way in or out through the payment provider. The ledger moves only when it settles. */
export const payments = pgTable(
  "payments",
  {
    id: id("pay").primaryKey(),
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    direction: text({ enum: DIRECTIONS }).notNull(),
    /** What goes on once it has ended: nothing, or a hire (paid_hires). */
    purpose: text({ enum: PURPOSES }).notNull().default("wallet"),
    amountCents: amount().notNull(),
    status: text({ enum: PAYMENT_STATUSES }).notNull(),
    /** Where from or to, as shown: "Card ··4242", "Bank account ··4417". Never the whole number. */
    method: text().notNull(),
    /** The provider's token for that card or account, which it is asked to charge or to pay. */
    methodToken: text().notNull(),
    provider: text().notNull(),
    /** The provider's own name for it, once it has answered. */
    providerReference: text(),
    failureReason: text(),
    /** Made by the form: sending it twice with the same key creates it once. */
    requestKey: text().notNull(),
    createdAt: moment().notNull(),
    /** When the provider expects to settle it. */
    expectedAt: moment(),
    /** When it settled or failed. */
    finishedAt: moment(),
  },
  (table) => [
    check("payments_direction", oneOf(table.direction, DIRECTIONS)),
    check(
      "payments_purpose",
      sql`${table.purpose} = 'wallet' or (${table.purpose} = 'hire' and ${table.direction} = 'deposit')`,
    ),
    check("payments_status", oneOf(table.status, PAYMENT_STATUSES)),
    check("payments_amount", sql`${table.amountCents} > 0`),
    uniqueIndex("payments_request").on(table.userId, table.requestKey),
    uniqueIndex("payments_provider").on(table.provider, table.providerReference),
    index("payments_user").on(table.userId, table.createdAt.desc().nullsFirst()),
    index("payments_unsettled")
      .on(table.userId, table.createdAt, table.id)
      .where(sql`status <> 'settled'`),
    index("payments_pending").on(table.createdAt).where(sql`status in ('created', 'pending')`),
  ],
);

/** The sandbox bank's own books: what it was asked to do. No other part of WorkHub reads them. */
export const sandboxBankOrders = pgTable("sandbox_bank_orders", {
  reference: text().primaryKey(),
  paymentId: id("pay").notNull().unique(),
  direction: text({ enum: DIRECTIONS }).notNull(),
  amountCents: amount().notNull(),
  outcome: text({ enum: ["settled", "failed"] }).notNull(),
  failureReason: text(),
  createdAt: moment().notNull(),
  settlesAt: moment().notNull(),
});

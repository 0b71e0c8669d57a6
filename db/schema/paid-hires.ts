import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, oneOf } from "../columns.ts";
import { contracts } from "./contracts.ts";
import { proposals } from "./jobs.ts";
import { payments } from "./payments.ts";
import { users } from "./users.ts";

export const NOT_HIRED_REASONS = [
  "payment_failed",
  "already_hired",
  "no_longer_open",
  "changed",
  "money_used",
] as const;

/** A payment that was made to hire: the terms that were agreed to with it, and what became of the hire. */
export const paidHires = pgTable(
  "paid_hires",
  {
    paymentId: id("pay")
      .primaryKey()
      .references(() => payments.id),
    clientId: id("usr")
      .notNull()
      .references(() => users.id),
    proposalId: id("prp")
      .notNull()
      .references(() => proposals.id),
    /** The offer and the job that were on the screen. */
    proposalRevision: integer().notNull(),
    jobRevision: integer().notNull(),
    /** Both null until the payment has ended; then one of them is set, once. */
    contractId: id("ctr").references(() => contracts.id),
    notHired: text({ enum: NOT_HIRED_REASONS }),
    endedAt: moment(),
  },
  (table) => [
    check("paid_hires_not_hired", oneOf(table.notHired, NOT_HIRED_REASONS)),
    check(
      "paid_hires_ended",
      sql`num_nonnulls(${table.contractId}, ${table.notHired}) = num_nonnulls(${table.endedAt})`,
    ),
    // Two pages that were open at once pay once.
    uniqueIndex("paid_hires_under_way")
      .on(table.proposalId, table.proposalRevision, table.jobRevision)
      .where(sql`ended_at is null`),
    index("paid_hires_proposal").on(table.proposalId),
    index("paid_hires_contract").on(table.contractId),
  ],
);

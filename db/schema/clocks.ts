import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { amount, id, moment, oneOf } from "../columns.ts";
import { contracts } from "./contracts.ts";

const CLOCKS = [
  "window_passed",
  "work_never_came",
  "return_unanswered",
  "change_lapses",
  "reviews_open",
  "claim_unanswered",
  "negotiation_over",
  "mediation_over",
  "decision_stands",
  "appeal_over",
] as const;

const WAITED_FOR = ["client", "freelancer", "both", "mediator"] as const;

/**
 * What happens by itself, and when: one row for each state that waits, made and removed by the steps that enter and
 * leave it. The worker acts by it, and the sentence reads it.
 */
export const clocks = pgTable(
  "clocks",
  {
    contractId: id("ctr")
      .notNull()
      .references(() => contracts.id),
    /** What waits: the number of a milestone, the id of a proposal or of a dispute, or the contract's reviews. */
    subject: text().notNull(),
    what: text({ enum: CLOCKS }).notNull(),
    at: moment().notNull(),
    /** Who could act until then. */
    waitsFor: text({ enum: WAITED_FOR }).notNull(),
    /** Of a dispute: what the freelancer then gets of the disputed money, before the fee; null where nothing moves. */
    toFreelancerCents: amount(),
  },
  (table) => [
    primaryKey({ columns: [table.contractId, table.subject] }),
    check("clocks_what", oneOf(table.what, CLOCKS)),
    check("clocks_waits_for", oneOf(table.waitsFor, WAITED_FOR)),
    index("clocks_at").on(table.at),
  ],
);

/** The last time that the worker looked at the clocks; one row. */
export const clockRounds = pgTable(
  "clock_rounds",
  { id: integer().primaryKey(), at: moment().notNull() },
  (table) => [check("clock_rounds_one", sql`${table.id} = 1`)],
);

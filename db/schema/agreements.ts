import { sql } from "drizzle-orm";
import { check, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Id } from "#lib/ids";
import type { Cents } from "#lib/money";
import { id, moment, oneOf } from "../columns.ts";
import { contracts } from "./contracts.ts";
import { users } from "./users.ts";

const CHANGE_STATUSES = [
  "proposed",
  "accepted",
  "declined",
  "countered",
  "withdrawn",
  "lapsed",
] as const;

/** What one side proposes: all milestones that can still be changed as they would be, or how held money is split. */
export const changeOrders = pgTable(
  "change_orders",
  {
    id: id("chg").primaryKey(),
    contractId: id("ctr")
      .notNull()
      .references(() => contracts.id),
    /** The version of the agreement that it changes. */
    version: integer().notNull(),
    proposedBy: id("usr")
      .notNull()
      .references(() => users.id),
    /** Made by the form: sending it twice proposes once. */
    requestKey: text().notNull(),
    plan: jsonb().$type<readonly PlannedLine[]>(),
    /** Of a settlement: how the held money is split. */
    shares: jsonb().$type<readonly KeptShare[]>(),
    note: text().notNull(),
    status: text({ enum: CHANGE_STATUSES }).notNull(),
    declineReason: text(),
    createdAt: moment().notNull(),
    decidedAt: moment(),
  },
  (table) => [
    check("change_orders_status", oneOf(table.status, CHANGE_STATUSES)),
    check("change_orders_one", sql`num_nonnulls(${table.plan}, ${table.shares}) = 1`),
    check(
      "change_orders_decided",
      sql`(${table.status} = 'proposed') = (${table.decidedAt} is null)`,
    ),
    uniqueIndex("change_orders_open").on(table.contractId).where(sql`status = 'proposed'`),
    uniqueIndex("change_orders_request").on(table.contractId, table.proposedBy, table.requestKey),
  ],
);

/** One milestone of a plan. Without a number it is new. Amounts in minor units. */
export type PlannedLine = {
  readonly number: number | null;
  readonly title: string;
  readonly amountCents: Cents;
  readonly days: number;
  readonly rounds: number | null;
  readonly checklist: readonly string[];
};

/** How the held money of one milestone is split. Amounts in minor units; the client gets the rest. */
export type KeptShare = {
  readonly number: number;
  readonly amountCents: Cents;
  readonly toFreelancerCents: Cents;
};

/** What both agreed to, complete but for the texts, which their revisions keep. Amounts in minor units. */
export type KeptTerms = {
  readonly jobId: Id<"job">;
  readonly jobRevision: number;
  readonly proposalId: Id<"prp">;
  readonly proposalRevision: number;
  readonly releaseRule: string;
  readonly reviewWindowDays: number;
  readonly feeBasisPoints: number;
  readonly feeMinimumCents: number;
  /** In versions from before a milestone had a checklist of its own, that of the job's revision holds. */
  readonly milestones: readonly (Omit<PlannedLine, "checklist"> & {
    readonly number: number;
    readonly position: number;
    readonly checklist?: readonly string[];
  })[];
};

/** The agreement as it was from one moment on: added, never changed. The first is kept with the second. */
export const agreementVersions = pgTable(
  "agreement_versions",
  {
    contractId: id("ctr")
      .notNull()
      .references(() => contracts.id),
    version: integer().notNull(),
    terms: jsonb().$type<KeptTerms>().notNull(),
    proposedBy: id("usr")
      .notNull()
      .references(() => users.id),
    acceptedBy: id("usr")
      .notNull()
      .references(() => users.id),
    agreedAt: moment().notNull(),
    /** Hex SHA-256 over the hash before and this version (lib/contracts/internal/keep-version.ts). */
    hash: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.contractId, table.version] })],
);

import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { amount, id, moment, oneOf } from "../columns.ts";
import { contracts } from "./contracts.ts";
import { users } from "./users.ts";

/** What a person wants on invoices; empty texts where they have not said. */
export const billingDetails = pgTable(
  "billing_details",
  {
    userId: id("usr")
      .primaryKey()
      .references(() => users.id),
    /** Empty: the name of the profile. */
    name: text().notNull().default(""),
    /** One line below the other, without the country. */
    address: text().notNull().default(""),
    /** ISO 3166-1, two letters. */
    country: text(),
    /** In the one spelling that `readVatNumber` gives it. */
    vatNumber: text(),
    /** The VAT contained in what they charge, in hundredths of a percent. */
    vatBasisPoints: integer().notNull().default(0),
    updatedAt: moment().notNull(),
  },
  (table) => [
    check("billing_details_country", sql`${table.country} ~ '^[A-Z]{2}$'`),
    check("billing_details_rate", sql`${table.vatBasisPoints} between 0 and 9999`),
  ],
);

/** The last number of each issuer's year. The database counts, in the transaction that issues the document. */
export const documentCounters = pgTable(
  "document_counters",
  {
    issuer: text().notNull(),
    year: integer().notNull(),
    last: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.year] })],
);

const DOCUMENT_KINDS = ["invoice", "fee_invoice"] as const;

/**
 * Invoices as they were issued, with every fact as it was then, and the credit notes that cancel some of them. Rows are
 * added and never changed. A trigger compares each with the release that it names, or with the invoice that it corrects.
 */
export const documents = pgTable(
  "documents",
  {
    id: id("doc").primaryKey(),
    /** What it is about; a credit note is about the same as its invoice. */
    kind: text({ enum: DOCUMENT_KINDS }).notNull(),
    /** The invoice that this credit note cancels, or that this invoice takes the place of. */
    corrects: id("doc").references((): AnyPgColumn => documents.id),
    /** Its amounts are those of the invoice that it cancels, below zero. */
    isCreditNote: boolean().notNull().default(false),
    /** Why an invoice was corrected, in its issuer's words; of a credit note only. */
    reason: text().notNull().default(""),
    /** A person's id, or "operator". */
    issuer: text().notNull(),
    /** Both are given by a trigger: 1, 2, 3… without gaps within an issuer's year, in UTC. */
    year: integer().notNull().default(0),
    number: integer().notNull().default(0),
    recipientId: id("usr").notNull(),
    contractId: id("ctr")
      .notNull()
      .references(() => contracts.id),
    /** The ledger's transfer that paid it. */
    transferId: bigint({ mode: "bigint" }).notNull(),
    issuedAt: moment().notNull(),
    issuerName: text().notNull(),
    issuerAddress: text().notNull(),
    issuerCountry: text(),
    issuerVatNumber: text(),
    recipientName: text().notNull(),
    recipientAddress: text().notNull(),
    recipientCountry: text(),
    recipientVatNumber: text(),
    /** The job's title. */
    subject: text().notNull(),
    currency: text().notNull(),
    netCents: amount().notNull(),
    /** Contained in the gross amount, in hundredths of a percent. */
    vatBasisPoints: integer().notNull(),
    vatCents: amount().notNull(),
    grossCents: amount().notNull(),
  },
  (table) => [
    check("documents_kind", oneOf(table.kind, DOCUMENT_KINDS)),
    check("documents_number", sql`${table.number} > 0`),
    check(
      "documents_sum",
      sql`${table.netCents} + ${table.vatCents} = ${table.grossCents} and case when ${table.isCreditNote}
        then ${table.grossCents} < 0 and ${table.vatCents} <= 0
        else ${table.grossCents} > 0 and ${table.vatCents} >= 0 end`,
    ),
    check(
      "documents_credit_note",
      sql`case when ${table.isCreditNote} then ${table.corrects} is not null and ${table.reason} <> ''
        else ${table.reason} = '' end`,
    ),
    uniqueIndex("documents_series").on(table.issuer, table.year, table.number),
    uniqueIndex("documents_transfer").on(table.transferId, table.kind).where(sql`corrects is null`),
    uniqueIndex("documents_corrects")
      .on(table.corrects, table.isCreditNote)
      .where(sql`corrects is not null`),
    index("documents_issuer").on(table.issuer, table.issuedAt, table.id),
    index("documents_recipient").on(table.recipientId, table.kind, table.issuedAt, table.id),
    index("documents_contract").on(table.contractId),
  ],
);

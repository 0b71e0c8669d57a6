import { sql } from "drizzle-orm";
import { check, integer, pgTable, text } from "drizzle-orm/pg-core";
import { id, moment } from "../columns.ts";
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

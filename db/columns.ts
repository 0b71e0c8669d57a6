import { type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  customType,
  integer,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import type { Id, IdPrefix } from "#lib/ids";
import { type Cents, cents } from "#lib/money";

/** A prefixed id, stored as text (see lib/ids.ts). */
export function id<P extends IdPrefix>(_prefix: P) {
  return text().$type<Id<P>>();
}

/** Whole minor units. `bigint` in PostgreSQL, safe-integer checked `Cents` in TypeScript. */
export const amount = customType<{ data: Cents; driverData: string }>({
  dataType: () => "bigint",
  fromDriver: (value) => cents(value),
  toDriver: (value) => String(value),
});

/** The fee that an offer or a contract was agreed on; see lib/jobs/fee.ts. */
export function feeTerms() {
  return {
    feeBasisPoints: integer().notNull().default(0),
    feeMinimumCents: amount().notNull().default(sql`0`),
  };
}

/** A time with its zone, in milliseconds, by the clock of business time. */
export function moment() {
  return timestamp({ withTimezone: true, precision: 3 });
}

/** A whole number larger than 32 bits that is still a safe integer in TypeScript. */
export function count() {
  return bigint({ mode: "number" });
}

/** Case-insensitive text (PostgreSQL's citext). */
export const citext = customType<{ data: string }>({ dataType: () => "citext" });

/** Bytes. */
export const bytes = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** A search document (tsvector); never selected. */
export const searchDocument = customType<{ data: string }>({ dataType: () => "tsvector" });

/** `column in ('a', 'b')`, for a CHECK over a closed list. */
export function oneOf(column: AnyPgColumn, values: readonly string[]): SQL {
  return sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(", "))})`;
}

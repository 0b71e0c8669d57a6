import { type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";

/** The sort keys of a list, each from high to low, and last the row's id. */
export type Order = {
  readonly table: PgTable;
  readonly id: PgColumn;
  readonly keys: readonly SQL[];
};

/** The sort of a query whose pages continue with `afterRow`. */
export function byOrder({ id, keys }: Order): SQL[] {
  return [...keys, sql`${id}`].map((key) => sql`${key} desc`);
}

/**
 * True for the rows after the one with this id, so a page continues where the one before it ended, whatever came or
 * went meanwhile. Undefined means the first page.
 */
export function afterRow({ table, id, keys }: Order, after: string | undefined): SQL | undefined {
  if (after === undefined) return undefined;
  const place = sql.join([...keys, sql`${id}`], sql`, `);
  return sql`(${place}) < (select ${place} from ${table} where ${id} = ${after})`;
}

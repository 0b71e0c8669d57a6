import { type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Reader } from "./client.ts";

/** The sort keys of a list, each from high to low, and last the row's id; all from low to high when it rises. */
export type Order = {
  readonly table: PgTable;
  readonly id: PgColumn;
  readonly keys: readonly SQL[];
  readonly rises?: boolean;
};

/** The sort of a query whose pages continue with `afterRow`. */
export function byOrder({ id, keys, rises }: Order): SQL[] {
  return [...keys, sql`${id}`].map((key) => (rises ? sql`${key} asc` : sql`${key} desc`));
}

/**
 * True for the rows after the one with this id, so a page continues where the one before it ended, whatever came or
 * went meanwhile. Undefined means the first page.
 */
export function afterRow(order: Order, after: string | undefined): SQL | undefined {
  const { table, id, keys, rises } = order;
  if (after === undefined) return undefined;
  const place = sql.join([...keys, sql`${id}`], sql`, `);
  return sql`(${place}) ${rises ? sql`>` : sql`<`} (select ${place} from ${table} where ${id} = ${after})`;
}

/** How many rows meet the condition; one more than `most` stands for all larger numbers. */
export async function countAtMost(
  reader: Reader,
  { table, where, most }: { table: PgTable; where: SQL | undefined; most: number },
): Promise<number> {
  const counted = reader
    .select({ one: sql`1`.as("one") })
    .from(table)
    .where(where)
    .limit(most + 1)
    .as("counted");
  return reader.$count(counted);
}

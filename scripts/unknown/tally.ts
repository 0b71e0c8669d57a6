import { and, count, eq, type SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { getDb } from "#db/client";
import { jobEvents } from "#db/schema";
import type { Id } from "#lib/ids";

/** How many rows of `table` fulfil `condition`. */
export async function tally(table: PgTable, condition: SQL | undefined): Promise<number> {
  const [row] = await getDb().select({ n: count() }).from(table).where(condition);
  return row?.n ?? 0;
}

/** How often this has happened to the job. */
export function eventsOf(jobId: Id<"job">, kind: (typeof jobEvents.$inferSelect)["kind"]) {
  return tally(jobEvents, and(eq(jobEvents.jobId, jobId), eq(jobEvents.kind, kind)));
}

import { eq, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { contracts, submissions } from "#db/schema";
import type { Id } from "#lib/ids";
import type { WorkRecordView } from "../schema.ts";

/** How a freelancer has worked so far, for everyone: public, and without names or amounts. */
export async function getWorkRecord(
  freelancerId: Id<"usr">,
  reader: Reader = getDb(),
): Promise<WorkRecordView> {
  const firstSubmission = sql`(
    select min(${submissions.createdAt}) from ${submissions}
    where ${submissions.contractId} = ${contracts.id})`;
  const [row] = await reader
    .select({
      completedCount: sql<number>`(count(${contracts.completedAt}))::int`,
      activeCount: sql<number>`(count(*) filter (
        where ${contracts.completedAt} is null and ${contracts.cancelledAt} is null))::int`,
      deliveredCount: sql<number>`(count(*) filter (where ${firstSubmission} is not null))::int`,
      onTimeCount: sql<number>`(count(*) filter (where ${firstSubmission} <= ${contracts.dueAt}))::int`,
    })
    .from(contracts)
    .where(eq(contracts.freelancerId, freelancerId));
  if (!row) throw new Error("Contracts could not be counted");
  return row;
}

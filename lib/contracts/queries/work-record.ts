import { eq, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { contracts, milestones, submissions } from "#db/schema";
import type { Id } from "#lib/ids";
import type { WorkRecordView } from "../contract-views.ts";

/** How a freelancer has worked so far, for everyone: public, and without names or amounts. */
export async function getWorkRecord(
  freelancerId: Id<"usr">,
  reader: Reader = getDb(),
): Promise<WorkRecordView> {
  const isOwn = eq(contracts.freelancerId, freelancerId);
  const firstSubmission = sql`(
    select min(${submissions.createdAt}) from ${submissions}
    where ${submissions.contractId} = ${milestones.contractId}
      and ${submissions.milestoneNumber} = ${milestones.number})`;
  const [[row], [delivered]] = await Promise.all([
    reader
      .select({
        completedCount: sql<number>`(count(${contracts.completedAt}))::int`,
        activeCount: sql<number>`(count(*) filter (
          where ${contracts.completedAt} is null and ${contracts.cancelledAt} is null))::int`,
      })
      .from(contracts)
      .where(isOwn),
    reader
      .select({
        deliveredCount: sql<number>`(count(*) filter (where ${firstSubmission} is not null))::int`,
        onTimeCount: sql<number>`(count(*) filter (
          where ${firstSubmission} <= ${milestones.dueAt}))::int`,
        changedCount: sql<number>`(count(*) filter (where exists (
          select 1 from ${submissions}
          where ${submissions.contractId} = ${milestones.contractId}
            and ${submissions.milestoneNumber} = ${milestones.number}
            and ${submissions.changesRequestedAt} is not null)))::int`,
      })
      .from(contracts)
      .innerJoin(milestones, eq(milestones.contractId, contracts.id))
      .where(isOwn),
  ]);
  if (!row || !delivered) throw new Error("Contracts could not be counted");
  return { ...row, ...delivered };
}

import { sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { contracts, disputeOffers, disputes } from "#db/schema";
import type { Id } from "#lib/ids";
import type { DisputeRecordView } from "../schema.ts";

/* What is counted, however much there is: the newest of it. */
const CONTRACTS_COUNTED = 200;

/**
 * In how many of somebody's newest contracts, as either party, a dispute was lost: it was decided, and their own last
 * offer was further from the decision than the other's; or they were silent until the claim was granted. What both
 * agreed to in the end was lost by nobody. Public, and without names or amounts.
 */
export async function getDisputeRecord(
  userId: Id<"usr">,
  reader: Reader = getDb(),
): Promise<DisputeRecordView> {
  const missedBy = (isOwn: boolean) => sql`abs(d.to_freelancer_cents - (
    select o.to_freelancer_cents from ${disputeOffers} o
    where o.dispute_id = d.id and (o.made_by = ${userId}) = ${isOwn}
    order by o.number desc limit 1))`;
  const [row] = await reader.execute<DisputeRecordView>(sql`
    select count(*)::int as "endedCount",
      count(*) filter (where exists (
        select 1 from ${disputes} d where d.contract_id = newest.id
          and ((d.outcome = 'claim_granted' and d.opened_by <> ${userId})
            or (d.outcome = 'decision_carried_out' and ${missedBy(true)} > ${missedBy(false)}))))::int
        as "lostCount"
    from (
      select c.id from ${contracts} c
      where ${userId} in (c.client_id, c.freelancer_id)
        and coalesce(c.completed_at, c.cancelled_at) is not null
      order by c.created_at desc limit ${CONTRACTS_COUNTED}) newest`);
  if (!row) throw new Error("Disputes could not be counted");
  return row;
}

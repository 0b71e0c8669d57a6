import { and, desc, eq } from "drizzle-orm";
import type { Reader } from "#db/client";
import { type disputes, submissions } from "#db/schema";
import type { Milestone } from "#lib/contracts/milestones";
import type { DisputeView } from "../schema.ts";

/** The milestone's whole checklist as both agreed to it, with what was last said of each item. */
export async function listChecklist(
  reader: Reader,
  { checklist, number }: Pick<Milestone, "checklist" | "number">,
  { contractId, items }: Pick<typeof disputes.$inferSelect, "contractId" | "items">,
): Promise<DisputeView["checklist"]> {
  const versions = await reader
    .select({ ticks: submissions.ticks, unmet: submissions.unmet })
    .from(submissions)
    .where(and(eq(submissions.contractId, contractId), eq(submissions.milestoneNumber, number)))
    .orderBy(desc(submissions.number))
    .limit(2);
  const ticks = versions[0]?.ticks ?? [];
  const unmet = versions.find((version) => version.unmet.length > 0)?.unmet ?? [];
  return checklist.map((item) => ({
    item,
    tick: ticks.find((tick) => tick.item === item)?.word ?? null,
    isUnmet: unmet.includes(item),
    isDisputed: items.includes(item),
  }));
}

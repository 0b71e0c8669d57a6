import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { jobRevisions } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { LockedContract } from "../lock-contract.ts";

/**
 * The items at these places of the checklist that both agreed on when hiring. Throws invalid_input for a place that it
 * does not have: the list never changes, so only a tampered form names one.
 */
export async function readItems(
  tx: Tx,
  { jobId, revisions }: LockedContract,
  places: readonly number[],
): Promise<string[]> {
  if (places.length === 0) return [];
  const [agreed] = await tx
    .select({ checklist: jobRevisions.checklist })
    .from(jobRevisions)
    .where(and(eq(jobRevisions.jobId, jobId), eq(jobRevisions.revision, revisions.jobRevision)));
  return places.map((place) => {
    const item = agreed?.checklist[place];
    if (item === undefined) throw new DomainError("invalid_input");
    return item;
  });
}

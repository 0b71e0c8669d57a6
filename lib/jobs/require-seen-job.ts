import type { Tx } from "#db/client";
import type { Change } from "#lib/changes";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { listTermChanges } from "./queries/changes.ts";
import type { JobTerms } from "./schema.ts";

/**
 * Makes sure that a job still says what it said when it was read. The caller holds its lock. Throws changed_meanwhile
 * with old beside new; invalid_input for a revision that never existed.
 */
export async function requireSeenJob(
  tx: Tx,
  job: { readonly id: Id<"job">; readonly revision: number },
  seen: number,
  compare?: (seen: JobTerms, now: JobTerms) => Change[],
): Promise<void> {
  const changes = await listTermChanges(tx, job.id, { seen, now: job.revision }, compare);
  if (changes === null) throw new DomainError("invalid_input");
  if (changes.length > 0) throw new DomainError("changed_meanwhile", {}, changes);
}

import { eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { proposals } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { lockJob } from "#lib/jobs/lock-job";

/**
 * The proposal and its job, both locked until the transaction ends: the job first, as everywhere, so hiring, closing
 * and withdrawing take turns. `update` when the job changes too. Throws not_found.
 */
export async function lockProposal(
  tx: Tx,
  proposalId: Id<"prp">,
  jobStrength: "update" | "share" = "share",
) {
  const [found] = await tx
    .select({ jobId: proposals.jobId })
    .from(proposals)
    .where(eq(proposals.id, proposalId));
  if (!found) throw new DomainError("not_found");
  const job = await lockJob(tx, found.jobId, jobStrength);
  const [proposal] = await tx
    .select()
    .from(proposals)
    .where(eq(proposals.id, proposalId))
    .for("update");
  if (!proposal) throw new DomainError("not_found");
  return { ...proposal, clientId: job.clientId, job };
}

import { and, eq, isNull } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { jobs, proposals } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { type ReadProposalInput, readProposalInput } from "./schema.ts";

/**
 * Notes that the job's client has opened a proposal. Only the first time counts, and nobody is told which one it was:
 * the job says how many were read. Throws not_found for everyone else, the freelancer too.
 */
export async function readProposal(actor: Actor, input: ReadProposalInput, tx?: Tx): Promise<void> {
  const { proposalId } = readProposalInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const [found] = await tx
      .select({ readAt: proposals.readAt })
      .from(proposals)
      .innerJoin(jobs, eq(jobs.id, proposals.jobId))
      .where(and(eq(proposals.id, proposalId), eq(jobs.clientId, actor.userId)));
    if (!found) throw new DomainError("not_found");
    if (found.readAt !== null) return;
    await tx
      .update(proposals)
      .set({ readAt: now() })
      .where(and(eq(proposals.id, proposalId), isNull(proposals.readAt)));
  });
}

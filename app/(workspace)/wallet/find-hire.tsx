import type { Actor } from "#lib/auth/actor";
import { isDomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { idInput } from "#lib/input";
import { firstName } from "#lib/proposals/describe-proposal";
import { getProposal } from "#lib/proposals/queries";

/** A freelancer whom the client was about to hire when money was missing. */
export type Hire = { readonly proposalId: Id<"prp">; readonly first: string };

/** The hire that the address names, while it is still possible; null for anything else. */
export async function findHire(actor: Actor, value: unknown): Promise<Hire | null> {
  const { data: proposalId } = idInput("prp").safeParse(value);
  if (!proposalId) return null;
  try {
    const { status, freelancer } = await getProposal(actor, proposalId);
    return status === "submitted" ? { proposalId, first: firstName(freelancer.name) } : null;
  } catch (error) {
    if (isDomainError(error, "not_found")) return null;
    throw error;
  }
}

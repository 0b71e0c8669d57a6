import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type Hired, hireFrom } from "./internal/hire-from.ts";
import { type AcceptProposalInput, acceptProposalInput } from "./schema.ts";

/**
 * Hires: the price moves from the client's wallet to hold, work begins, and every other live proposal becomes "not
 * selected". Accepting the same proposal again returns the same contract. Throws `not_found`, `forbidden`, `own_job`,
 * `job_not_open`, `proposal_not_live`, `insufficient_funds` (with `missing`), `changed_meanwhile` when the offer or the
 * job differs from the page, `proposal_outdated` when its freelancer has not agreed to the job as it is now.
 */
export async function acceptProposal(
  actor: VerifiedActor,
  input: AcceptProposalInput,
  tx?: Tx,
): Promise<Hired> {
  if (actor.role !== "client") throw new DomainError("forbidden");
  const accepted = acceptProposalInput.parse(input);
  return inTransaction(tx, (tx) => hireFrom(tx, actor, accepted));
}

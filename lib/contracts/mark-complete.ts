import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type Cents, cents } from "#lib/money";
import { requireSeenWork } from "./internal/require-seen.ts";
import { takeStep } from "./internal/take-step.ts";
import { recordCompleted } from "./internal/tell-parties.ts";
import { lockContract, requireStep } from "./lock-contract.ts";
import { type MarkCompleteInput, markCompleteInput } from "./schema.ts";

/**
 * Approves the work: what is still held for it is paid, and with the last of its milestones the job is completed. Approving again, or after the clock has
 * completed it, changes nothing and succeeds. Throws `not_found`, `forbidden`, `wrong_state`, and `changed_meanwhile`
 * when the version or the held amount is not the one that was seen.
 */
export async function markComplete(
  actor: VerifiedActor,
  input: MarkCompleteInput,
  tx?: Tx,
): Promise<{ releasedCents: Cents; isReplay: boolean }> {
  if (actor.role !== "client") throw new DomainError("forbidden");
  const { contractId, milestoneNumber, ...seen } = markCompleteInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId, milestoneNumber);
    const { by, facts } = locked;
    const isSeen = seen.submissionNumber === facts.submissionCount;
    if (by === "client" && facts.completedAt && isSeen) {
      return { releasedCents: cents(0), isReplay: true };
    }
    const next = requireStep(locked, "mark_complete");
    await requireSeenWork(tx, locked, seen);
    const releasedCents = await takeStep(tx, locked, {
      event: "mark_complete",
      next,
      cause: "approved",
    });
    await recordCompleted(tx, locked, { cause: "approved", releasedCents });
    return { releasedCents, isReplay: false };
  });
}

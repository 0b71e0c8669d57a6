import { inTransaction, type Tx } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { recordEvent } from "#lib/jobs/record-event";
import { type Cents, cents } from "#lib/money";
import { lockContract, requireStep } from "./lock-contract.ts";
import { type ContractInput, contractInput } from "./schema.ts";
import { takeStep } from "./take-step.ts";

/**
 * Approves the work: what is still held is paid and the job is completed. Approving again, or after the clock has,
 * changes nothing and succeeds. Throws `not_found`, `forbidden`, `wrong_state`.
 */
export async function markComplete(
  actor: Actor,
  input: ContractInput,
  tx?: Tx,
): Promise<{ releasedCents: Cents; isReplay: boolean }> {
  if (actor.role !== "client") throw new DomainError("forbidden");
  const { contractId } = contractInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId);
    const { jobId, by, facts, at } = locked;
    if (by === "client" && facts.completedAt) return { releasedCents: cents(0), isReplay: true };
    const next = requireStep(locked, "mark_complete");
    const releasedCents = await takeStep(tx, locked, {
      event: "mark_complete",
      next,
      cause: "approved",
      changes: { completedAt: at, reviewEndsAt: null },
    });
    await recordEvent(tx, { jobId, kind: "completed", actor, heldAfterCents: cents(0) });
    return { releasedCents, isReplay: false };
  });
}

import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { submissions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { recordEvent } from "#lib/jobs/record-event";
import { lockContract, requireStep } from "./lock-contract.ts";
import { type RequestChangesInput, requestChangesInput } from "./schema.ts";
import { heldBefore, takeStep } from "./take-step.ts";

/**
 * Sends the latest submission back with a note, while the money is still held. The review window stops; the job
 * is in progress again. Asking again for the same version changes nothing. Throws `not_found`, `forbidden`,
 * `already_released`, `wrong_state`.
 */
export async function requestChanges(
  actor: Actor,
  input: RequestChangesInput,
  tx?: Tx,
): Promise<{ submissionNumber: number; isReplay: boolean }> {
  if (actor.role !== "client") throw new DomainError("forbidden");
  const { contractId, note, submissionNumber } = requestChangesInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId);
    const { facts, latest, jobId, at } = locked;
    if (submissionNumber && isAnswered(submissionNumber, locked)) {
      return { submissionNumber, isReplay: true };
    }
    const next = requireStep(locked, "request_changes");
    if (!latest) throw new DomainError("unexpected");
    await tx
      .update(submissions)
      .set({ changesNote: note, changesRequestedAt: at })
      .where(eq(submissions.id, latest.id));
    await takeStep(tx, locked, { event: "request_changes", next, changes: { reviewEndsAt: null } });
    await recordEvent(tx, {
      jobId,
      kind: "changes_requested",
      actor,
      heldAfterCents: heldBefore(locked),
      details: { number: facts.submissionCount },
    });
    return { submissionNumber: facts.submissionCount, isReplay: false };
  });
}

/** True when this version has had its answer: a newer one exists, or it is the latest and changes were asked for. */
function isAnswered(
  number: number,
  { by, latest }: Pick<Awaited<ReturnType<typeof lockContract>>, "by" | "latest">,
): boolean {
  if (by !== "client" || !latest) return false;
  return number < latest.number || (number === latest.number && latest.changesNote !== null);
}

import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { submissions } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { recordEvent } from "#lib/jobs/record-event";
import { notify } from "#lib/notifications/notify";
import { requireSeenWork } from "./internal/require-seen.ts";
import { heldBefore, takeStep } from "./internal/take-step.ts";
import { type LockedContract, lockContract, requireStep } from "./lock-contract.ts";
import { nameItems } from "./name-items.ts";
import { type RequestChangesInput, requestChangesInput } from "./schema.ts";

/**
 * Sends the latest submission back with a note, while the money is still held and a round of changes is left. The review
 * window stops; the job is in progress again. The same request sent again changes nothing. Throws `not_found`, `forbidden`, `already_released`,
 * `no_round_left`, `wrong_state`, and `changed_meanwhile` when the version is not the one that was seen.
 */
export async function requestChanges(
  actor: VerifiedActor,
  input: RequestChangesInput,
  tx?: Tx,
): Promise<{ submissionNumber: number; isReplay: boolean }> {
  if (actor.role !== "client") throw new DomainError("forbidden");
  const { contractId, milestoneNumber, note, submissionNumber, unmet, agreementVersion } =
    requestChangesInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId, milestoneNumber);
    const { facts, latest, jobId, at } = locked;
    if (await isAnsweredSo(tx, locked, submissionNumber, note)) {
      return { submissionNumber, isReplay: true };
    }
    const next = requireStep(locked, "request_changes");
    await requireSeenWork(tx, locked, { submissionNumber });
    if (!latest) throw new Error("Changes are possible although nothing was submitted");
    await tx
      .update(submissions)
      .set({
        changesNote: note,
        changesRequestedAt: at,
        unmet: nameItems(locked, unmet, agreementVersion),
      })
      .where(eq(submissions.id, latest.id));
    const { isNextRoundFree, roundsUsed } = locked.milestone;
    const milestone = isNextRoundFree ? { isNextRoundFree: false } : { roundsUsed: roundsUsed + 1 };
    await takeStep(tx, locked, { event: "request_changes", next, milestone });
    await recordEvent(tx, {
      jobId,
      kind: "changes_requested",
      actor,
      heldAfterCents: heldBefore(locked),
      details: { number: facts.submissionCount },
    });
    await notify(tx, {
      kind: "changes_requested",
      to: locked.freelancerId,
      about: contractId,
      by: actor.userId,
      jobId,
      facts: { number: facts.submissionCount },
    });
    return { submissionNumber: facts.submissionCount, isReplay: false };
  });
}

/** True when exactly this answer to this version is already recorded. */
async function isAnsweredSo(
  tx: Tx,
  { by, id, milestone }: LockedContract,
  number: number,
  note: string,
): Promise<boolean> {
  if (by !== "client") return false;
  const [answered] = await tx
    .select({ note: submissions.changesNote })
    .from(submissions)
    .where(
      and(
        eq(submissions.contractId, id),
        eq(submissions.milestoneNumber, milestone.number),
        eq(submissions.number, number),
      ),
    );
  return answered?.note === note;
}

import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { clocks } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { recordEvent } from "#lib/jobs/record-event";
import { returnClock } from "./clocks.ts";
import { compareHeld } from "./internal/require-seen.ts";
import { heldBefore } from "./internal/take-step.ts";
import { tellOther } from "./internal/tell-parties.ts";
import { lockContract } from "./lock-contract.ts";
import { returnRefusal } from "./policy.ts";
import { type AskForReturnInput, askForReturnInput } from "./schema.ts";

/**
 * Asks for the money back when no work came for a week after the agreed day. Without an answer from the freelancer it
 * goes back after 48 hours; submitting the work ends it. Asking again changes nothing. Throws `not_found`, `forbidden`,
 * `work_submitted`, `not_due` before that week is over, `wrong_state`, `changed_meanwhile`.
 */
export async function askForReturn(
  actor: VerifiedActor,
  input: AskForReturnInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  if (actor.role !== "client") throw new DomainError("forbidden");
  const { contractId, milestoneNumber, heldCents } = askForReturnInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId, milestoneNumber);
    const { facts, jobId, milestone, at } = locked;
    if (facts.clock?.what === "return_unanswered") return { isReplay: true };
    const refusal = returnRefusal(facts, at);
    if (refusal) throw new DomainError(refusal.code, refusal.details);
    const changes = compareHeld(locked, heldCents);
    if (changes.length > 0) throw new DomainError("changed_meanwhile", {}, changes);
    await tx
      .update(clocks)
      .set(returnClock(at))
      .where(and(eq(clocks.contractId, contractId), eq(clocks.subject, String(milestone.number))));
    const heldAfterCents = heldBefore(locked);
    await recordEvent(tx, { jobId, kind: "return_asked", actor, heldAfterCents });
    await tellOther(tx, locked, "return_asked", { amountCents: heldAfterCents });
    return { isReplay: false };
  });
}

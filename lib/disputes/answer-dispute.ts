import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { recordEvent } from "#lib/jobs/record-event";
import { enterState } from "./internal/enter-state.ts";
import { findOffer, insertOffer } from "./internal/insert-offer.ts";
import { addFiles } from "./internal/insert-statement.ts";
import { lockDispute, requireDisputeStep } from "./internal/lock-dispute.ts";
import { tell } from "./internal/tell.ts";
import { type AnswerDisputeInput, answerDisputeInput } from "./schema.ts";

/**
 * Rejects the claim, with an answer and a first offer: both have seven days to agree before a mediator is asked. The same
 * form sent twice answers once. Throws `not_found`, `forbidden`, `dispute_state`, `share_too_large`, `file_unavailable`.
 */
export async function answerDispute(
  actor: VerifiedActor,
  input: AnswerDisputeInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  const { disputeId, answer, fileIds, toFreelancerCents, requestKey } =
    answerDisputeInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockDispute(tx, actor, disputeId);
    if (findOffer(locked, actor, requestKey)) return { isReplay: true };
    requireDisputeStep(locked, "answer");
    const { jobId, at } = locked.contract;
    await insertOffer(tx, locked, actor, { requestKey, toFreelancerCents, note: "" });
    const files = { disputeId, authorId: actor.userId, createdAt: at, step: "answer" };
    await addFiles(tx, { ...files, text: "Files that belong to the answer." }, fileIds);
    const changes = { answer, answeredAt: at };
    await enterState(tx, locked, "negotiation", { toFreelancerCents: null, changes });
    await recordEvent(tx, { jobId, kind: "dispute_answered", actor });
    await tell(tx, locked.contract, "dispute_answered", {});
    return { isReplay: false };
  });
}

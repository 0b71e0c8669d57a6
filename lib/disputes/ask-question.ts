import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { findStatement, insertStatement } from "./internal/insert-statement.ts";
import { lockDispute, requireDisputeStep } from "./internal/lock-dispute.ts";
import { tell } from "./internal/tell.ts";
import { type AskQuestionInput, askQuestionInput } from "./schema.ts";

/**
 * A mediator asks one side or both; they answer with statements, and both read everything. The same form sent twice asks
 * once. Throws `not_found`, `forbidden` for a party, `dispute_state`.
 */
export async function askQuestion(
  actor: VerifiedActor,
  input: AskQuestionInput,
  tx?: Tx,
): Promise<{ statementId: Id<"dst">; isReplay: boolean }> {
  const { disputeId, text, asks, requestKey } = askQuestionInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockDispute(tx, actor, disputeId);
    const authorId = actor.userId;
    const earlier = await findStatement(tx, { disputeId, authorId, requestKey });
    if (earlier) return { statementId: earlier, isReplay: true };
    requireDisputeStep(locked, "ask_question");
    const { at: createdAt } = locked.contract;
    const asked = { disputeId, authorId, requestKey, text, asks, createdAt } as const;
    const statementId = await insertStatement(tx, { ...asked, kind: "question" }, []);
    await tell(tx, locked.contract, "dispute_asked", {}, asks);
    return { statementId, isReplay: false };
  });
}

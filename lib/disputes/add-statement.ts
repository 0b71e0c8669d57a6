import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { findStatement, insertStatement } from "./internal/insert-statement.ts";
import { lockDispute, requireDisputeStep } from "./internal/lock-dispute.ts";
import { tell } from "./internal/tell.ts";
import { type AddStatementInput, addStatementInput } from "./schema.ts";

/**
 * A party adds what should be known, with files; nothing that was stated can be changed or removed. The same form sent
 * twice adds once. Throws `not_found`, `forbidden`, `dispute_state`, `file_unavailable`, `too_many_today`.
 */
export async function addStatement(
  actor: VerifiedActor,
  input: AddStatementInput,
  tx?: Tx,
): Promise<{ statementId: Id<"dst">; isReplay: boolean }> {
  const { disputeId, text, fileIds, requestKey } = addStatementInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockDispute(tx, actor, disputeId);
    const authorId = actor.userId;
    const earlier = await findStatement(tx, { disputeId, authorId, requestKey });
    if (earlier) return { statementId: earlier, isReplay: true };
    requireDisputeStep(locked, "add_statement");
    const { at: createdAt } = locked.contract;
    const stated = { disputeId, authorId, requestKey, text, createdAt, kind: "statement" } as const;
    const statementId = await insertStatement(tx, stated, fileIds);
    await tell(tx, locked.contract, "dispute_stated", {});
    return { statementId, isReplay: false };
  });
}

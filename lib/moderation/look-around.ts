import { inTransaction, type Tx } from "#db/client";
import { caseLooks } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { lockCase } from "./internal/lock-case.ts";
import { requireModerator } from "./internal/require-moderator.ts";
import { readSubject } from "./policy.ts";
import { type CaseInput, caseInput } from "./schema.ts";

/**
 * Lets a moderator read the few messages around what was reported, for an hour; the audit says that they did. Throws
 * `not_found`, also for everybody else and for what is not of a conversation, `not_impartial`.
 */
export async function lookAround(actor: Actor, input: CaseInput, tx?: Tx): Promise<void> {
  requireModerator(actor);
  const { caseId } = caseInput.parse(input);
  await inTransaction(tx, async (tx) => {
    const { subject } = await lockCase(tx, actor, caseId);
    const thing = readSubject(subject);
    if (!thing || !("conversationId" in thing)) throw new DomainError("not_found");
    await tx
      .insert(caseLooks)
      .values({ caseId, moderatorId: actor.userId, at: now() })
      .onConflictDoNothing();
  });
}

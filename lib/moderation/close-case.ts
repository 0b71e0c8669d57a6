import { inTransaction, type Tx } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { endCase, lockCase } from "./internal/lock-case.ts";
import { requireModerator } from "./internal/require-moderator.ts";
import { type CloseCaseInput, closeCaseInput } from "./schema.ts";

/**
 * Nothing is to be done; who reported is told so, with a word why. The same again changes nothing. Throws `not_found`,
 * also for everybody else, `not_impartial`, `case_decided`.
 */
export async function closeCase(
  actor: Actor,
  input: CloseCaseInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  requireModerator(actor);
  const { caseId, word } = closeCaseInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const found = await lockCase(tx, actor, caseId);
    if (found.outcome === "no_action" && found.word === word) return { isReplay: true };
    if (found.closedAt) throw new DomainError("case_decided");
    await endCase(tx, actor, { caseId, outcome: "no_action", word });
    return { isReplay: false };
  });
}

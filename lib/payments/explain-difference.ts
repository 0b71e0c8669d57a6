import { and, eq, isNull } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { paymentDifferences } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { type ExplainDifferenceInput, explainDifferenceInput } from "./schema.ts";

/**
 * An admin says why a difference is right as it is. Its amounts never change, so this is about what was on the screen;
 * another amount is another difference. The first explanation stays. Throws `not_found`, also for everyone else.
 */
export async function explainDifference(
  actor: Actor,
  input: ExplainDifferenceInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  requireRight(actor, "keepBooks");
  const { differenceId, note } = explainDifferenceInput.parse(input);
  const { id, explainedAt } = paymentDifferences;
  return inTransaction(tx, async (tx) => {
    const [explained] = await tx
      .update(paymentDifferences)
      .set({ explainedAt: now(), explainedBy: actor.userId, note })
      .where(and(eq(id, differenceId), isNull(explainedAt)))
      .returning({ id });
    if (explained) return { isReplay: false };
    const earlier = await tx.$count(paymentDifferences, eq(id, differenceId));
    if (earlier === 0) throw new DomainError("not_found");
    return { isReplay: true };
  });
}

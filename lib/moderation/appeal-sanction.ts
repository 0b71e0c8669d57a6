import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { appeals } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { lockSanction } from "./internal/lock-case.ts";
import { type AppealInput, appealInput } from "./schema.ts";

/**
 * The person says why a sanction is wrong, once; another moderator decides. The same again changes nothing. Throws
 * `not_found`, also for everybody else, `sanction_over`, `already_appealed`.
 */
export async function appealSanction(
  actor: Actor,
  input: AppealInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  const { sanctionId, words } = appealInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { personId, endedAt } = await lockSanction(tx, sanctionId);
    if (personId !== actor.userId) throw new DomainError("not_found");
    const [earlier] = await tx.select().from(appeals).where(eq(appeals.sanctionId, sanctionId));
    if (earlier?.words === words) return { isReplay: true };
    if (earlier) throw new DomainError("already_appealed");
    if (endedAt) throw new DomainError("sanction_over");
    await tx.insert(appeals).values({ sanctionId, words, createdAt: now() });
    return { isReplay: false };
  });
}

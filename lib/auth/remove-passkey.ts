import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { passkeys } from "#db/schema";
import { log } from "#lib/log";
import { notify } from "#lib/notifications/notify";
import type { Prover } from "./actor.ts";
import { requireRecentProof } from "./recent-proof.ts";
import { type RemovePasskeyInput, removePasskeyInput } from "./schema.ts";

/**
 * This passkey signs nobody in any more. For one that is gone, or another person's, it changes nothing and answers the
 * same. Throws proof_needed, not_signed_in.
 */
export async function removePasskey(
  actor: Prover,
  input: RemovePasskeyInput,
  tx?: Tx,
): Promise<void> {
  const { passkeyId } = removePasskeyInput.parse(input);
  const { userId } = actor;
  await inTransaction(tx, async (tx) => {
    await requireRecentProof(tx, actor);
    const removed = await tx
      .delete(passkeys)
      .where(and(eq(passkeys.id, passkeyId), eq(passkeys.userId, userId)))
      .returning({ id: passkeys.id });
    if (removed.length === 0) return;
    const told = { to: userId, about: userId, by: null, facts: { factor: "A passkey" } } as const;
    await notify(tx, { kind: "factor_removed", ...told });
    log.info({ userId }, "A passkey was removed");
  });
}

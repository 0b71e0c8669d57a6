import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { requireSandbox } from "./internal/sandbox-only.ts";
import { setStanding, tokenOf } from "./providers/sandbox-desk.ts";
import { type SandboxAccountInput, sandboxAccountInput } from "./schema.ts";

/**
 * Changes how one's own account at the sandbox bank stands. Throws `not_found` for somebody without one, and where
 * another bank is behind the port.
 */
export function answerSandboxAccount(
  actor: VerifiedActor,
  input: SandboxAccountInput,
  tx?: Tx,
): Promise<void> {
  return inTransaction(tx, async (tx) => {
    requireSandbox();
    const { standing } = sandboxAccountInput.parse(input);
    await setStanding(tx, tokenOf(actor.userId), standing);
  });
}

import { and, eq } from "drizzle-orm";
import { ulid } from "ulid";
import { inTransaction, type Tx } from "#db/client";
import { payments } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { noteHint } from "./internal/note-hint.ts";
import { requireSandbox } from "./internal/sandbox-only.ts";
import { answerCard } from "./providers/sandbox-desk.ts";
import { SANDBOX_NAME } from "./providers/sandbox-rules.ts";
import { type SandboxAnswerInput, sandboxAnswerInput } from "./schema.ts";

/**
 * Approves or declines one's own payment, as the card's bank asks for it; then the bank sends its message. Again, it
 * changes nothing. Throws `not_found`, also where another bank is behind the port.
 */
export function answerSandboxBank(
  actor: VerifiedActor,
  input: SandboxAnswerInput,
  tx?: Tx,
): Promise<void> {
  return inTransaction(tx, async (tx) => {
    requireSandbox();
    const { paymentId, answer } = sandboxAnswerInput.parse(input);
    const isOwn = and(eq(payments.id, paymentId), eq(payments.userId, actor.userId));
    if ((await tx.$count(payments, isOwn)) === 0) throw new DomainError("not_found");
    const reference = await answerCard(tx, paymentId, answer);
    if (reference === null) throw new DomainError("not_found");
    const eventId = `sbx_evt_${ulid().toLowerCase()}`;
    await noteHint(tx, SANDBOX_NAME, { eventId, kind: "card.answered", paymentId, reference });
  });
}

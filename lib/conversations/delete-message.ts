import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { emptyMessage } from "./internal/empty-message.ts";
import { lockMessage } from "./internal/locks.ts";
import { refuseChanging } from "./policy.ts";
import { toMessageView } from "./queries/messages.ts";
import { type MessageInput, type MessageView, messageInput } from "./schema.ts";

/**
 * Removes the words and the files of an own message while it can be changed; its place stays visible. Deleting it again
 * changes nothing. Throws `not_found`, `forbidden`, `too_late`.
 */
export async function deleteMessage(
  actor: VerifiedActor,
  input: MessageInput,
  tx?: Tx,
): Promise<MessageView> {
  const { conversationId, seq } = messageInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { conversation, message } = await lockMessage(tx, actor, { conversationId, seq });
    if (message.deletedAt && message.senderId === actor.userId) return toMessageView(message);
    const refusal = refuseChanging(actor, message, conversation.at);
    if (refusal) throw new DomainError(refusal.code, refusal.details);
    return toMessageView(await emptyMessage(tx, { conversation, message }));
  });
}

import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { listMessageFiles } from "#lib/files/queries/attached";
import { emptyMessage } from "./internal/empty-message.ts";
import { wasDisputed } from "./internal/keep-words.ts";
import { type LockedMessage, lockMessage } from "./internal/locks.ts";
import { refuseChanging } from "./policy.ts";
import { toMessageView } from "./queries/messages.ts";
import { type MessageInput, type MessageView, messageInput } from "./schema.ts";

/**
 * Removes the words and the files of an own message while it can be changed; its place stays visible. Deleting it again
 * changes nothing. Throws `not_found`, `forbidden`, `too_late`, and `file_relied_on` where it has files that are evidence in a dispute.
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
    await refuseLosingFiles(tx, message);
    return toMessageView(await emptyMessage(tx, { conversation, message }));
  });
}

/** The words of what was sent before a dispute are kept, and its files where they are. Throws `file_relied_on`. */
async function refuseLosingFiles(tx: Tx, message: LockedMessage["message"]): Promise<void> {
  const { conversationId, seq } = message;
  const [file] = (await listMessageFiles(tx, conversationId, [seq])).get(seq) ?? [];
  if (file && (await wasDisputed(tx, message))) {
    throw new DomainError("file_relied_on", { name: file.name });
  }
}

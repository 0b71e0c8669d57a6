import { showToast } from "#components/ui/toast";
import { conversationActions } from "#lib/conversations/client/actions";
import type { ConversationRow } from "#lib/conversations/schema";
import { isolate } from "#lib/text";

type Filed = Pick<ConversationRow, "conversationId" | "isArchived" | "other">;

/** Archives a conversation or brings it back, wherever it is shown; a refusal appears as a toast. */
export function archive({ conversationId, isArchived, other }: Filed): Promise<void> {
  return say(
    conversationActions.setArchived(conversationId, !isArchived),
    isArchived ? "Back in the inbox" : "Archived",
    isArchived
      ? `The conversation with ${isolate(other.name)} is back among all conversations.`
      : `A new message from ${isolate(other.name)} brings it back.`,
  );
}

/** The same for marking unread. */
export function markUnread({ conversationId }: Filed): Promise<void> {
  return say(conversationActions.markUnread(conversationId), "Marked unread");
}

async function say(work: Promise<void>, done: string, detail?: string): Promise<void> {
  try {
    await work;
    showToast(done, detail);
  } catch (error) {
    showToast("That could not be done.", failureText(error));
  }
}

/** The sentence for a request that failed; the inbox words its failures for people. */
export function failureText(error: unknown): string {
  return error instanceof Error && error.message
    ? error.message
    : "It is not known whether this was done. Try again: it is not done twice.";
}

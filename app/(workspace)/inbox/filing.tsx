"use client";

import { useCallback } from "react";
import { useConversationActions } from "#components/conversations/use-conversation-actions";
import { showToast } from "#components/ui/toast";
import type { ConversationRow } from "#lib/conversations/schema";

type Filed = Pick<ConversationRow, "conversationId" | "isArchived" | "other">;

/** Archiving and marking unread from wherever a conversation is shown; a refusal is said in passing. */
export function useFiling() {
  const { setArchived, markUnread } = useConversationActions();
  const archive = useCallback(
    (row: Filed) =>
      say(
        setArchived(row.conversationId, !row.isArchived),
        row.isArchived ? "Back in the inbox" : "Archived",
        row.isArchived
          ? `The conversation with ${row.other.name} is among all conversations again.`
          : `A new message from ${row.other.name} brings it back.`,
      ),
    [setArchived],
  );
  const mark = useCallback(
    (row: Filed) => say(markUnread(row.conversationId), "Marked unread"),
    [markUnread],
  );
  return { archive, markUnread: mark };
}

async function say(work: Promise<void>, done: string, detail?: string): Promise<void> {
  try {
    await work;
    showToast(done, detail);
  } catch {
    showToast("That did not reach us.", "Nothing was changed. Try again.");
  }
}

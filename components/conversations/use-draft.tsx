"use client";
"use no memo";

import { useSyncExternalStore } from "react";
import { readDraft, subscribeDrafts, writeDraft } from "#lib/conversations/client/drafts";
import type { Id } from "#lib/ids";

export type Draft = { draft: string; setDraft: (text: string) => void };

/** What is written but not sent in a conversation; kept on this device, for this person, until it is sent. */
export function useDraft(conversationId: Id<"cnv">): Draft {
  const name = `draft:${conversationId}`;
  const draft = useSyncExternalStore(
    subscribeDrafts,
    () => readDraft(name),
    () => "",
  );
  return { draft, setDraft: (text) => writeDraft(name, text) };
}

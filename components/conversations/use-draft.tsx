"use client";

import { useSyncExternalStore } from "react";
import { readDraft, subscribeDrafts, writeDraft } from "#lib/conversations/client/drafts";
import type { Id } from "#lib/ids";

/** What is written but not sent in a conversation; kept on this device, for this person, until it is sent. */
export function useDraft(conversationId: Id<"cnv">): Draft {
  return useKeptText(`draft:${conversationId}`);
}

/** What is written into a report of a conversation, or of one message. */
export function useReportDraft(conversationId: Id<"cnv">, seq: number | undefined): Draft {
  return useKeptText(`report:${conversationId}:${seq ?? ""}`);
}

export type Draft = { draft: string; setDraft: (text: string) => void };

function useKeptText(name: string): Draft {
  const draft = useSyncExternalStore(
    subscribeDrafts,
    () => readDraft(name),
    () => "",
  );
  return { draft, setDraft: (text) => writeDraft(name, text) };
}

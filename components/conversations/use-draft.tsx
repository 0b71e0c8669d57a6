"use client";

import { useSyncExternalStore } from "react";
import type { Id } from "#lib/ids";
import { readStored, removeStored, subscribeStored, writeStored } from "./device-storage.ts";
import { currentViewer, subscribeSession } from "./inbox-session.ts";

/** What is written and not sent in a conversation; kept on this device, for this person, until it is sent. */
export function useDraft(conversationId: Id<"cnv">): {
  draft: string;
  setDraft: (text: string) => void;
} {
  const draft = useSyncExternalStore(
    subscribe,
    () => readDraft(conversationId),
    () => "",
  );
  return { draft, setDraft: (text) => writeDraft(conversationId, text) };
}

/** Written before it is known who is here: within the first moments of a page. */
const early = new Map<Id<"cnv">, string>();

function readDraft(conversationId: Id<"cnv">): string {
  const viewerId = currentViewer();
  const waiting = early.get(conversationId);
  if (!viewerId || waiting !== undefined) return waiting ?? "";
  return readStored(viewerId, nameOf(conversationId)) ?? "";
}

function writeDraft(conversationId: Id<"cnv">, text: string): void {
  const viewerId = currentViewer();
  if (!viewerId) early.set(conversationId, text);
  else {
    early.delete(conversationId);
    if (text === "") removeStored(viewerId, nameOf(conversationId));
    else writeStored(viewerId, nameOf(conversationId), text);
  }
  for (const listener of earlyListeners) listener();
}

const earlyListeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  const leaveStored = subscribeStored(listener);
  const leaveSession = subscribeSession(listener);
  earlyListeners.add(listener);
  return () => {
    leaveStored();
    leaveSession();
    earlyListeners.delete(listener);
  };
}

function nameOf(conversationId: Id<"cnv">): string {
  return `draft:${conversationId}`;
}

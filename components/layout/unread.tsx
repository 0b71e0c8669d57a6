"use client";

import { useSyncExternalStore } from "react";

let unread: number | null = null;
const listeners = new Set<() => void>();

/** How many conversations have something unread, as far as this browser knows; null: it doesn't know. */
export function showUnread(count: number | null): void {
  if (count === unread) return;
  unread = count;
  for (const listener of listeners) listener();
}

/** The number to show; `rendered` is what the server knew when it rendered the page. */
export function useUnread(rendered: number | null): number | null {
  return useSyncExternalStore(
    subscribe,
    () => unread ?? rendered,
    () => rendered,
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

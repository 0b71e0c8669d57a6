"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";

type Toast = { text: string; detail?: string };

const waiting: Toast[] = [];
const listeners = new Set<() => void>();
let wanted = false;

/** Says something in passing, at the edge of the screen. Never the only place where a result can be read. */
export function showToast(text: string, detail?: string): void {
  waiting.push(detail === undefined ? { text } : { text, detail });
  wanted = true;
  for (const listener of listeners) listener();
}

/** Takes what is waiting to be shown; for the list of toasts only. */
export function takeToasts(): Toast[] {
  return waiting.splice(0);
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const ToastList = lazy(() => import("./toast-list.tsx"));

/** Stands once in the root layout; loads the list of toasts with the first toast. */
export function Toaster() {
  const isWanted = useSyncExternalStore(
    subscribeToasts,
    () => wanted,
    () => false,
  );
  if (!isWanted) return null;
  return (
    <Suspense fallback={null}>
      <ToastList />
    </Suspense>
  );
}

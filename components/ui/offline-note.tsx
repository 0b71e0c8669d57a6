"use client";
"use no memo";

import { useSyncExternalStore } from "react";

/** Whether this device knows that it has no connection. */
export function useIsOffline(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => !navigator.onLine,
    () => false,
  );
}

/** Shown with everything that waits for the server; says when it waits for the connection instead. */
export function OfflineNote() {
  if (!useIsOffline()) return null;
  return (
    <p role="status" className="pb-3 text-sm text-ink-2">
      No connection. This loads by itself when the connection is back.
    </p>
  );
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

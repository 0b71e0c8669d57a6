"use client";

import { useSyncExternalStore } from "react";
import type { Inbox } from "#lib/conversations/client/inbox";
import { currentInbox, sessionChanges } from "#lib/conversations/client/session";

/** The running inbox of the signed-in person; null on the server, and until it is loaded. */
export function useRunningInbox(): Inbox | null {
  return useSyncExternalStore(sessionChanges.add, currentInbox, () => null);
}

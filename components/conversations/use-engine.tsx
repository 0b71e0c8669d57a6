"use client";

import { useSyncExternalStore } from "react";
import type { InboxEngine } from "./inbox-engine.ts";
import { currentEngine, subscribeSession } from "./inbox-session.ts";

/** The running inbox of who is here; null on the server, and until it is loaded. */
export function useEngine(): InboxEngine | null {
  return useSyncExternalStore(subscribeSession, currentEngine, () => null);
}

import type { Id } from "#lib/ids";
import type { InboxSignal, MessageView } from "../schema.ts";

/* What the tabs of one person in one browser share: turns, and what they tell each other. */

/** What one tab tells the others. */
export type Notice =
  | { readonly kind: "signal"; readonly signal: InboxSignal }
  | { readonly kind: "stream"; readonly isUp: boolean }
  | { readonly kind: "who" }
  | { readonly kind: "stored"; readonly message: MessageView };

/** Hears every notice of the other tabs, until it is closed. */
export function joinTabs(viewerId: Id<"usr">, hear: (notice: Notice) => void): BroadcastChannel {
  const channel = new BroadcastChannel(`workhub:${viewerId}`);
  channel.onmessage = ({ data }: MessageEvent<Notice>) => hear(data);
  return channel;
}

/**
 * Runs the work in one tab of this browser at a time. Without locks (pages without https) it just runs, so what depends
 * on it must be harmless when done twice.
 */
export function takeTurn<T>(viewerId: Id<"usr">, what: string, work: () => Promise<T>): Promise<T> {
  return hasLocks() ? navigator.locks.request(`workhub:${viewerId}:${what}`, work) : work();
}

/** False on pages without https and in very old browsers. */
export function hasLocks(): boolean {
  return "locks" in navigator;
}

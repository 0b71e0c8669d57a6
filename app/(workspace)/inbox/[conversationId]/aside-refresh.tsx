"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect, useRef } from "react";
import type { RoomLine } from "#components/conversations/use-conversation";

/**
 * Asks the server for the contract beside the messages again once something has happened on it. `lines` is null
 * until the browser has its own.
 */
export function useAsideRefresh(lines: readonly RoomLine[] | null): void {
  const router = useRouter();
  const newest = lines?.findLast((line) => line.kind === "event");
  const eventId = newest?.kind === "event" ? newest.event.eventId : null;
  const isKnown = lines !== null;
  const shown = useRef<string | null>(undefined);
  useEffect(() => {
    if (!isKnown) return;
    const before = shown.current;
    shown.current = eventId;
    if (before !== undefined && before !== eventId) startTransition(() => router.refresh());
  }, [isKnown, eventId, router]);
}

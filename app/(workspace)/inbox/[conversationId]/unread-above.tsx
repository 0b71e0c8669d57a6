"use client";

import { useEffect, useState } from "react";
import type { ConversationState, RoomLine } from "#components/conversations/use-conversation";

/**
 * When more is unread than is loaded, the conversation opens at its end, and this leads to where the unread begins:
 * it loads page after page until that is there. Null when it is there already.
 */
export function useUnreadAbove(
  room: ConversationState,
  lines: readonly RoomLine[],
  firstUnreadSeq: number | null,
  arrive: () => void,
): { isLoading: boolean; go: () => void } | null {
  const [isWanted, setWanted] = useState(false);
  const first = lines.find((line) => line.kind === "message");
  const isAbove =
    room.status === "ready" &&
    room.hasOlder &&
    firstUnreadSeq !== null &&
    first?.kind === "message" &&
    first.message.seq > firstUnreadSeq;
  const { loadOlder, isLoadingOlder } = room;
  useEffect(() => {
    if (!isWanted || isLoadingOlder) return;
    if (isAbove) {
      loadOlder().catch(() => setWanted(false));
      return;
    }
    setWanted(false);
    arrive();
  }, [isWanted, isAbove, isLoadingOlder, loadOlder, arrive]);
  return isAbove ? { isLoading: isWanted, go: () => setWanted(true) } : null;
}

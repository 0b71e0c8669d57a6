"use client";

import { useEffect, useState } from "react";
import type { ConversationState } from "#components/conversations/use-conversation";
import { type Said, sayNew } from "#lib/conversations/client/announcing";
import type { RoomLine } from "#lib/conversations/client/room";
import type { ConversationView } from "#lib/conversations/schema";

/** How far the viewer has read while the conversation is open, and what has arrived since. */
export function useReading(
  room: ConversationState,
  view: ConversationView,
  lines: readonly RoomLine[],
  isOpen: boolean,
) {
  const isReady = room.status === "ready" && isOpen;
  const [seenSeq, setSeenSeq] = useState(0);
  // Messages that are there when the conversation opens are not new.
  const [openedAt, setOpenedAt] = useState<number | null>(null);
  if (isReady && openedAt === null) setOpenedAt(view.lastSeq);
  const [said, setSaid] = useState<readonly Said[]>([]);
  const theirs = lines.filter(isTheirs).map(({ message }) => message);
  const saidNow = openedAt === null ? said : sayNew(said, theirs, openedAt);
  if (saidNow !== said) setSaid(saidNow);
  return {
    see: (seq: number) => {
      if (!isReady) return;
      if (seq > seenSeq) setSeenSeq(seq);
      room.markRead(seq);
    },
    countNew: theirs.filter(({ seq }) => seq > seenSeq).length,
    /** What arrived while the conversation was open, for people who cannot see it appear. */
    said,
  };
}

function isTheirs(line: RoomLine): line is Extract<RoomLine, { kind: "message" }> {
  return line.kind === "message" && !line.isMine;
}

/**
 * When more is unread than is loaded, the conversation opens at its end, and this leads to the first unread message: it
 * loads page after page until that is there. Null when it is already loaded.
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

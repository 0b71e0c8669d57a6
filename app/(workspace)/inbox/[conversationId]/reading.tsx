"use client";

import { useState } from "react";
import type { ConversationState, RoomLine } from "#components/conversations/use-conversation";
import type { ConversationView } from "#lib/conversations/schema";

/** How far the viewer has read while the room is open, and what has come in since. */
export function useReading(room: ConversationState, view: ConversationView, isOpen: boolean) {
  const isReady = room.status === "ready" && isOpen;
  const [seenSeq, setSeenSeq] = useState(0);
  // What is there when the room opens is not news.
  const [openedAt, setOpenedAt] = useState<number | null>(null);
  if (isReady && openedAt === null) setOpenedAt(view.lastSeq);
  return {
    see: (seq: number) => {
      if (!isReady) return;
      if (seq > seenSeq) setSeenSeq(seq);
      room.markRead(seq);
    },
    countNew: (lines: readonly RoomLine[]) =>
      lines.filter((line) => isTheirs(line) && line.message.seq > seenSeq).length,
    /** The newest message that came in while the room was open, for who cannot see it appear. */
    announcement: (lines: readonly RoomLine[]) => {
      const newest = lines.findLast(isTheirs)?.message;
      if (!newest || openedAt === null || newest.seq <= openedAt || newest.deletedAt) return "";
      const files = newest.files.map(({ name }) => name).join(", ");
      return `${view.other.name}: ${[newest.body, files].filter(Boolean).join(", ")}`;
    },
  };
}

function isTheirs(line: RoomLine): line is Extract<RoomLine, { kind: "message" }> {
  return line.kind === "message" && !line.isMine;
}

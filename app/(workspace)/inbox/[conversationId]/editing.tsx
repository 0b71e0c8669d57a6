"use client";

import { type RefObject, useState } from "react";
import { useClock } from "#components/ui/clock";
import type { RoomLine } from "#lib/conversations/client/room";
import { isChangeable } from "#lib/conversations/policy";

/** Which message is being edited in place. Afterwards the focus goes back to the writing field. */
export function useEditing(
  lines: readonly RoomLine[],
  writing: RefObject<HTMLTextAreaElement | null>,
) {
  const { now } = useClock();
  const [seq, setSeq] = useState<number | null>(null);
  const edit = (next: number | null) => {
    setSeq(next);
    if (next === null) writing.current?.focus();
  };
  /** Begins with the newest of the person's messages that can still be changed, if there is one. */
  const editLast = (): boolean => {
    const last = lines.findLast((line) => line.kind === "message" && line.isMine);
    if (last?.kind !== "message" || last.message.deletedAt) return false;
    if (!last.message.body || !isChangeable(new Date(last.message.createdAt), now)) return false;
    setSeq(last.message.seq);
    return true;
  };
  return { seq, edit, editLast };
}

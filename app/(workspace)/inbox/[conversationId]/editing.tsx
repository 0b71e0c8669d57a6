"use client";

import { type RefObject, useState } from "react";
import type { RoomLine } from "#components/conversations/use-conversation";
import { useClock } from "#components/ui/clock";
import { isChangeable } from "#lib/conversations/policy";

/** Which message is being changed in its place. Afterwards the focus goes back to where one writes. */
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
  /** Begins with the newest own message that can still be changed, if there is one. */
  const editLast = (): boolean => {
    const last = lines.findLast((line) => line.kind === "message" && line.isMine);
    if (last?.kind !== "message" || last.message.deletedAt) return false;
    if (!last.message.body || !isChangeable(new Date(last.message.createdAt), now)) return false;
    setSeq(last.message.seq);
    return true;
  };
  return { seq, edit, editLast };
}

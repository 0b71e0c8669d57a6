"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect, useRef } from "react";
import type { RoomLine } from "#components/conversations/use-conversation";

/**
 * Asks the server for what stands beside the messages again once something has happened on the contract, or files
 * were sent. `lines` is null until the browser has its own.
 */
export function useAsideRefresh(lines: readonly RoomLine[] | null): void {
  const router = useRouter();
  const newest = lines && `${newestEvent(lines)} ${newestFiles(lines)}`;
  const shown = useRef<string | null>(null);
  useEffect(() => {
    const before = shown.current;
    shown.current = newest;
    if (before && newest && before !== newest) startTransition(() => router.refresh());
  }, [newest, router]);
}

function newestEvent(lines: readonly RoomLine[]): string {
  const line = lines.findLast(({ kind }) => kind === "event");
  return line?.kind === "event" ? line.event.eventId : "";
}

function newestFiles(lines: readonly RoomLine[]): number {
  const line = lines.findLast((each) => each.kind === "message" && each.message.files.length > 0);
  return line?.kind === "message" ? line.message.seq : 0;
}

import type { RoomLine } from "#components/conversations/use-conversation";
import { timeText } from "#lib/time-text";

export type ArrangedLine = {
  readonly line: RoomLine;
  /** "Saturday 21 November", where a day begins with a message; what happened says its day itself. */
  readonly day: string | null;
  readonly isFirstUnread: boolean;
  /** Follows soon after a message of the same person, so it stands closer to it. */
  readonly isClose: boolean;
  /** The last message of the viewer that the other person has read. */
  readonly isLastSeen: boolean;
};

const CLOSE_MS = 5 * 60_000;

/** What stands between the lines, and how they stand to each other. */
export function arrange(
  lines: readonly RoomLine[],
  { timeZone, now, firstUnreadSeq }: { timeZone: string; now: Date; firstUnreadSeq: number | null },
): ArrangedLine[] {
  const lastSeen = lines.findLastIndex((line) => line.kind === "message" && line.isSeen);
  let dayBefore = "";
  return lines.map((line, index) => {
    const day = timeText(new Date(momentOf(line)), "day", timeZone, now);
    const isNewDay = day !== dayBefore;
    dayBefore = day;
    const isFirstUnread = line.kind === "message" && line.message.seq === firstUnreadSeq;
    return {
      line,
      day: isNewDay && line.kind !== "event" ? day : null,
      isFirstUnread,
      isClose: !isNewDay && !isFirstUnread && isCloseTo(lines[index - 1], line),
      isLastSeen: index === lastSeen,
    };
  });
}

function isCloseTo(before: RoomLine | undefined, line: RoomLine): boolean {
  if (!before || before.kind === "event" || line.kind === "event") return false;
  if (isOwn(before) !== isOwn(line)) return false;
  return Date.parse(momentOf(line)) - Date.parse(momentOf(before)) < CLOSE_MS;
}

function isOwn(line: RoomLine): boolean {
  return line.kind === "outgoing" || (line.kind === "message" && line.isMine);
}

function momentOf(line: RoomLine): string {
  switch (line.kind) {
    case "message":
      return line.message.createdAt;
    case "outgoing":
      return line.createdAt;
    case "event":
      return line.event.at;
  }
}

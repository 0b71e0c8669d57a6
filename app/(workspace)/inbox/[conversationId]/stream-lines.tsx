"use no memo";

import type { ReactNode } from "react";
import { cn } from "#components/ui/cn";
import { Link } from "#components/ui/link";
import { Time } from "#components/ui/time";
import type { RoomLine } from "#lib/conversations/client/room";
import type { ConversationView, EventView } from "#lib/conversations/schema";
import { formatCents } from "#lib/money";
import { timeText } from "#lib/time-text";

type ArrangedLine = {
  readonly line: RoomLine;
  /** "Saturday 21 November", when a day begins with a message; an event shows its own day. */
  readonly day: string | null;
  readonly isFirstUnread: boolean;
  /** It follows soon after a message from the same person, so it is placed closer to it. */
  readonly isClose: boolean;
  /** The last message of the viewer that the other person has read. */
  readonly isLastSeen: boolean;
};

const CLOSE_MS = 5 * 60_000;

/** What comes between the lines, and how close they are to each other. */
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

export const UNREAD_ID = "unread-from-here";

/** Where a day begins. */
export function DayLine({ children }: { children: ReactNode }) {
  return <QuietLine>{children}</QuietLine>;
}

/** Something that happened on the contract. */
export function EventLine({ event }: { event: EventView }) {
  return (
    <QuietLine>
      <Time at={event.at} format="datetime" inline /> · {event.text}
      {event.amountCents !== null && (
        <>
          {" · "}
          <span className="num">{formatCents(event.amountCents)}</span>
        </>
      )}
    </QuietLine>
  );
}

/** From here on, messages were unread when the conversation was opened. */
export function UnreadLine() {
  return (
    <QuietLine
      id={UNREAD_ID}
      className="scroll-mt-16 font-semibold text-accent before:border-accent after:border-accent"
    >
      New
    </QuietLine>
  );
}

function QuietLine({
  id,
  className,
  children,
}: {
  id?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <p
      id={id}
      className={cn(
        "mt-3.5 flex items-center gap-3 text-center text-sm before:min-w-3 before:flex-1 before:border-t after:min-w-3 after:flex-1 after:border-t",
        className ?? "text-ink-3",
      )}
    >
      <span className="min-w-0">{children}</span>
    </p>
  );
}

/** Above the first message: what this conversation is, and who else reads it. */
export function Beginning({ view }: { view: ConversationView }) {
  const { other, jobId, jobTitle, isInvitation, viewerRole, proposalId } = view;
  const job = (
    <Link href={`/jobs/${jobId}`} className="link">
      <bdi>{jobTitle}</bdi>
    </Link>
  );
  return (
    <div className="mx-auto max-w-md pt-2 pb-3 text-center text-sm text-ink-2">
      {isInvitation && !proposalId ? (
        viewerRole === "freelancer" ? (
          <p>
            <bdi>{other.name}</bdi> invites you to {job}. Answer here, or apply on the job’s page.
          </p>
        ) : (
          <p>
            You invited <bdi>{other.name}</bdi> to {job}.
          </p>
        )
      ) : (
        <p>
          This is your conversation with <bdi>{other.name}</bdi> about {job}.
        </p>
      )}
      <p className="text-ink-3">Only the two of you can read it.</p>
    </div>
  );
}

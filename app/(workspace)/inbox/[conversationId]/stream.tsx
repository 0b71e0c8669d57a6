"use client";

import { Fragment, useEffect } from "react";
import type { ConversationState } from "#components/conversations/use-conversation";
import { useClock } from "#components/ui/clock";
import { lineKey, type RoomLine } from "#lib/conversations/client/room";
import type { ConversationView, MessageView } from "#lib/conversations/schema";
import { messageAnchor } from "../inbox-address.tsx";
import { LinesSkeleton } from "../inbox-skeleton.tsx";
import { MessageLine } from "./message-line.tsx";
import { OutgoingLine } from "./outgoing-line.tsx";
import { useReading, useUnreadAbove } from "./reading.tsx";
import { arrange, Beginning, DayLine, EventLine, UNREAD_ID, UnreadLine } from "./stream-lines.tsx";
import { useStreamScroll } from "./stream-scroll.tsx";
import { LeavePast, Older, ToEnd, ToUnread } from "./stream-ways.tsx";

type StreamProps = {
  room: ConversationState;
  view: ConversationView;
  lines: readonly RoomLine[];
  /** What was unread has been noted; before that, nothing may count as read. */
  isOpen: boolean;
  /** The message at which it opens; null for the first unread one, or the end. */
  at: number | null;
  /** Messages after the last of these lines are not shown. */
  isPast: boolean;
  /** Shows the end of the conversation instead. */
  leavePast: () => void;
  /** Where "New" is shown; fixed while the conversation is open. */
  firstUnreadSeq: number | null;
  editingSeq: number | null;
  onEdit: (seq: number | null) => void;
  onReply: (message: MessageView) => HTMLElement | null;
};

/** A scrolling box must be reachable by keyboard; not every browser makes it so by itself. */
const REACHABLE = { tabIndex: 0 };

/** Everything said and done, oldest first, with its days and the beginning of the unread part. */
export function Stream(props: StreamProps) {
  const { room, view, lines, isOpen, at, isPast, firstUnreadSeq, editingSeq, onEdit, onReply } =
    props;
  const isReady = room.status === "ready";
  const reading = useReading(room, view, lines, isOpen);
  const { box, list, isAtEnd, goToEnd, onScroll } = useStreamScroll({
    isOpen: isOpen && (isReady || at === null),
    startKey: at,
    startAt: () => list.current?.querySelector(`[id="${idOfStart(at)}"]`) ?? null,
    isPast,
    onNearStart: () => {
      if (isReady && room.hasOlder && !room.isLoadingOlder) room.loadOlder();
    },
    onNearEnd: () => {
      if (isReady && room.isPast) room.loadNewer();
    },
    onSeen: reading.see,
  });
  const ownNewest = lines.findLast(({ kind }) => kind === "outgoing");
  const ownKey = ownNewest ? lineKey(ownNewest) : null;
  useEffect(() => {
    if (ownKey) goToEnd();
  }, [ownKey, goToEnd]);
  const unreadAbove = useUnreadAbove(room, lines, firstUnreadSeq, () =>
    list.current?.querySelector(`[id="${UNREAD_ID}"]`)?.scrollIntoView({ block: "start" }),
  );
  const { timeZone, now } = useClock();
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <section
        ref={box}
        {...REACHABLE}
        aria-label="Messages"
        onScroll={onScroll}
        className="flex min-h-0 flex-1 flex-col-reverse overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <div className="px-[18px] pt-4 pb-7 lg:px-9">
          {isReady && room.hasOlder ? (
            <Older isLoading={room.isLoadingOlder} load={room.loadOlder} />
          ) : (
            isReady && <Beginning view={view} />
          )}
          <div
            ref={list}
            role="log"
            aria-live="off"
            aria-label="Messages"
            className="flex flex-col"
          >
            {arrange(lines, { timeZone, now, firstUnreadSeq }).map(
              ({ line, day, isFirstUnread, isClose, isLastSeen }) => (
                <Fragment key={lineKey(line)}>
                  {day && <DayLine>{day}</DayLine>}
                  {isFirstUnread && <UnreadLine />}
                  {line.kind === "event" && <EventLine event={line.event} />}
                  {line.kind === "outgoing" && (
                    <OutgoingLine line={line} view={view} isClose={isClose} room={room} />
                  )}
                  {line.kind === "message" && (
                    <MessageLine
                      line={line}
                      view={view}
                      room={room}
                      isClose={isClose}
                      isLastSeen={isLastSeen}
                      isTarget={line.message.seq === at}
                      isEditing={editingSeq === line.message.seq}
                      onEdit={onEdit}
                      onReply={onReply}
                    />
                  )}
                </Fragment>
              ),
            )}
          </div>
          {!isReady && lines.length === 0 && <LinesSkeleton />}
        </div>
      </section>
      {unreadAbove && <ToUnread isLoading={unreadAbove.isLoading} go={unreadAbove.go} />}
      {isPast ? (
        <LeavePast view={view} leave={props.leavePast} />
      ) : (
        !isAtEnd && <ToEnd count={reading.countNew} goToEnd={goToEnd} />
      )}
      <div aria-live="polite" aria-relevant="additions" className="sr-only">
        {reading.said.map(({ seq, text }) => (
          <p key={seq}>
            <bdi>{view.other.name}</bdi>: <bdi>{text}</bdi>
          </p>
        ))}
      </div>
    </div>
  );
}

function idOfStart(at: number | null): string {
  return at === null ? UNREAD_ID : messageAnchor(at);
}

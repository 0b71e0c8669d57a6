"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { Fragment, useEffect } from "react";
import type { ConversationState } from "#components/conversations/use-conversation";
import { Button } from "#components/ui/button";
import { buttonClass } from "#components/ui/button-class";
import { useClock } from "#components/ui/clock";
import { cn } from "#components/ui/cn";
import { Link } from "#components/ui/link";
import { lineKey, type RoomLine } from "#lib/conversations/client/room";
import type { ConversationView, MessageView } from "#lib/conversations/schema";
import { conversationPath, messageAnchor, parseAsked } from "../inbox-address.tsx";
import { LinesSkeleton } from "../inbox-skeleton.tsx";
import { MessageLine, OutgoingLine } from "./message-line.tsx";
import { useReading, useUnreadAbove } from "./reading.tsx";
import { arrange, Beginning, DayLine, EventLine, UNREAD_ID, UnreadLine } from "./stream-lines.tsx";
import { useStreamScroll } from "./stream-scroll.tsx";

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

/** Loads by itself on the way up; the button is for everyone who gets there in another way. */
function Older({ isLoading, load }: { isLoading: boolean; load: () => Promise<void> }) {
  return (
    <div className="pb-1 text-center">
      <Button size="sm" variant="quiet" aria-disabled={isLoading} onClick={load}>
        {isLoading ? "Loading earlier messages…" : "Show earlier messages"}
      </Button>
    </div>
  );
}

/** The way to the first unread message, when it is older than what is loaded. */
function ToUnread({ isLoading, go }: { isLoading: boolean; go: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 top-3 flex justify-center">
      <Button
        size="sm"
        onClick={go}
        aria-disabled={isLoading}
        className="pointer-events-auto rounded-full! shadow-float"
      >
        <ArrowUp aria-hidden="true" className="size-4" />
        {isLoading ? "Loading…" : "To the first unread message"}
      </Button>
    </div>
  );
}

/** The way from an older message to the end of the conversation. */
function LeavePast({ view, leave }: { view: ConversationView; leave: () => void }) {
  const asked = parseAsked(useSearchParams());
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
      <Link
        href={conversationPath(view.conversationId, asked)}
        replace
        scroll={false}
        onNavigate={(event) => {
          event.preventDefault();
          leave();
        }}
        className={`${buttonClass({ size: "sm" })} pointer-events-auto rounded-full! shadow-float`}
      >
        <ArrowDown aria-hidden="true" className="size-4" />
        To the newest
      </Link>
    </div>
  );
}

/** The way back to the newest message, with how many have arrived below. */
function ToEnd({ count, goToEnd }: { count: number; goToEnd: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
      <Button
        size="sm"
        onClick={goToEnd}
        className={cn("pointer-events-auto rounded-full! shadow-float", count > 0 && "text-accent")}
      >
        <ArrowDown aria-hidden="true" className="size-4" />
        {count === 0 ? "To the newest" : count === 1 ? "1 new message" : `${count} new messages`}
      </Button>
    </div>
  );
}

"use client";

import { notFound, useParams, useSearchParams } from "next/navigation";
import { type ReactNode, use, useEffect, useRef, useState } from "react";
import { useConversation } from "#components/conversations/use-conversation";
import { useDraft } from "#components/conversations/use-draft";
import { FileLimit } from "#components/files/file-limit";
import { useSharedThings } from "#components/files/use-shared-things";
import { useFileDrop, useUploads } from "#components/files/use-uploads";
import { type FirstRoom, firstLines, firstUnreadIn } from "#lib/conversations/client/room";
import { quoteOf } from "#lib/conversations/quote";
import type { QuoteView } from "#lib/conversations/schema";
import type { FormAction } from "#lib/forms/state";
import { type Id, isId } from "#lib/ids";
import { isolate } from "#lib/text";
import { conversationPath, parseAsked, parseAt } from "../inbox-address.tsx";
import { Composer } from "./composer.tsx";
import { useEditing } from "./editing.tsx";
import { roomClass, useFullScreen } from "./full-screen.tsx";
import { RoomHeader } from "./room-header.tsx";
import { DropHere, RoomNotLoaded } from "./room-states.tsx";
import { Stream } from "./stream.tsx";

type RoomProps = {
  /** What the server knows of it; awaited only while nothing is loaded here. */
  first: Promise<FirstRoom>;
  sendAction: FormAction;
  /** What the conversation is about, and where its money is. */
  aside: ReactNode;
};

/** A conversation: the other person and the subject, everything said and done so far, and the writing field. */
export function Room(props: RoomProps) {
  const { conversationId } = useParams();
  const fileBytes = useFileBytes(props.first);
  if (!isId("cnv", conversationId)) notFound();
  return (
    <FileLimit bytes={fileBytes}>
      <OpenedRoom key={conversationId} conversationId={conversationId} {...props} />
    </FileLimit>
  );
}

/** Infinite until the page has come: a conversation that is already loaded here does not wait for it. */
function useFileBytes(first: Promise<FirstRoom>): number {
  const [bytes, setBytes] = useState(Number.POSITIVE_INFINITY);
  useEffect(() => {
    let isCurrent = true;
    first.then(
      ({ fileBytes }) => isCurrent && setBytes(fileBytes),
      // The place that renders the conversation reports the error.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [first]);
  return bytes;
}

function OpenedRoom({
  conversationId,
  first,
  sendAction,
  aside,
}: RoomProps & { conversationId: Id<"cnv"> }) {
  const { at, leave } = useAt(conversationId);
  const room = useConversation(conversationId, at);
  const isOpen = useIsOpen();
  const start = room.view && room.status !== "loading" ? null : use(first);
  const view = room.view ?? start?.view ?? null;
  const lines =
    room.status === "ready" ? room.lines : start ? firstLines(start, room.outgoing) : [];
  const [main, setMain] = useState<HTMLElement | null>(null);
  const writing = useRef<HTMLTextAreaElement>(null);
  const editing = useEditing(lines, writing);
  const [answered, setAnswered] = useState<QuoteView | null>(null);
  const uploads = useUploads({ purpose: "message" });
  const place = useFileDrop(main, uploads.add);
  const { draft, setDraft } = useDraft(conversationId);
  useSharedThings(true, ({ text, files }) => {
    if (files.length > 0) uploads.add(files);
    if (text) setDraft(draft ? `${draft}\n${text}` : text);
  });
  useFullScreen(main);
  // What is sent appears at the end.
  const sendFromPast: typeof room.send = (message) => {
    leave();
    room.send(message);
  };
  if (room.status === "missing") notFound();
  if (!view) return <RoomNotLoaded retry={room.reload} />;
  const isDropping = place !== "none" && view.writingRefusal === null;
  return (
    <div className="min-h-0 min-w-0 lg:grid lg:grid-cols-[minmax(0,1fr)_264px] xl:grid-cols-[minmax(0,1fr)_300px]">
      <section
        ref={setMain}
        aria-label={`Conversation with ${isolate(view.other.name)}`}
        className={`${roomClass} relative flex flex-col md:h-full`}
      >
        <RoomHeader view={view} aside={aside} />
        <Stream
          room={room}
          view={view}
          lines={lines}
          isOpen={isOpen}
          at={at}
          isPast={start ? start.page.hasNewer : room.isPast}
          leavePast={leave}
          firstUnreadSeq={
            room.status === "ready" ? room.firstUnreadSeq : start && firstUnreadIn(start)
          }
          editingSeq={editing.seq}
          onEdit={editing.edit}
          onReply={(message) => {
            setAnswered(quoteOf(message));
            return writing.current;
          }}
        />
        <Composer
          view={view}
          room={at === null ? room : { ...room, send: sendFromPast }}
          uploads={uploads}
          answered={answered}
          setAnswered={setAnswered}
          start={start}
          sendAction={sendAction}
          writing={writing}
          onEditLast={editing.editLast}
        />
        {isDropping && <DropHere isOver={place === "over"} name={view.other.name} />}
      </section>
      <aside
        aria-label="Details"
        className="hidden min-h-0 overflow-y-auto border-l border-line px-[22px] py-5 lg:block"
      >
        {aside}
      </aside>
    </div>
  );
}

/** The message at which the address opens the conversation, and the way on to its end. */
function useAt(conversationId: Id<"cnv">) {
  const parameters = useSearchParams();
  const end = conversationPath(conversationId, parseAsked(parameters));
  return { at: parseAt(parameters), leave: () => history.replaceState(null, "", end) };
}

/** True once the effects of the hooks above have run: the conversation is open, and what was unread is noted. */
function useIsOpen(): boolean {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    setOpen(true);
    return () => setOpen(false);
  }, []);
  return isOpen;
}

"use client";

import { notFound, useParams } from "next/navigation";
import { type ReactNode, use, useEffect, useRef, useState } from "react";
import { type FirstRoom, firstLines, firstUnreadOf } from "#components/conversations/first-room";
import { useConversation } from "#components/conversations/use-conversation";
import { FileLimit } from "#components/files/file-limit";
import { useFileDrop, useUploads } from "#components/files/use-uploads";
import { cn } from "#components/ui/cn";
import type { FormAction } from "#lib/form-state";
import { type Id, isId } from "#lib/ids";
import { useAsideRefresh } from "./aside-refresh.tsx";
import { Composer } from "./composer.tsx";
import { useEditing } from "./editing.tsx";
import { RoomHeader } from "./room-header.tsx";
import { RoomNotLoaded } from "./room-not-loaded.tsx";
import { roomClass, useFullScreen } from "./room-screen.tsx";
import { Stream } from "./stream.tsx";

type RoomProps = {
  /** What the server knows of it; waited for only while nothing is loaded here. */
  first: Promise<FirstRoom>;
  sendAction: FormAction;
  /** What the conversation is about, and where its money is. */
  aside: ReactNode;
};

/** A conversation: who and what it is about, everything said and done so far, and the place to write. */
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

/** Infinite until the page has come: a room that is loaded here already does not wait for it. */
function useFileBytes(first: Promise<FirstRoom>): number {
  const [bytes, setBytes] = useState(Number.POSITIVE_INFINITY);
  useEffect(() => {
    let isCurrent = true;
    first.then(
      ({ fileBytes }) => isCurrent && setBytes(fileBytes),
      // Told where the room is rendered.
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
  const room = useConversation(conversationId);
  const isOpen = useIsOpen();
  const start = room.view ? null : use(first);
  const view = room.view ?? start?.view ?? null;
  const lines = room.status === "ready" ? room.lines : start ? firstLines(start) : [];
  const [main, setMain] = useState<HTMLElement | null>(null);
  const writing = useRef<HTMLTextAreaElement>(null);
  const editing = useEditing(lines, writing);
  const uploads = useUploads({ purpose: "message" });
  const place = useFileDrop(main, uploads.add);
  useFullScreen(main);
  useAsideRefresh(room.status === "ready" ? lines : null);
  if (room.status === "missing") notFound();
  if (!view) return <RoomNotLoaded retry={room.reload} />;
  const isDropping = place !== "none" && view.writingRefusal === null;
  return (
    <div className="min-h-0 min-w-0 lg:grid lg:grid-cols-[minmax(0,1fr)_264px] xl:grid-cols-[minmax(0,1fr)_300px]">
      <section
        ref={setMain}
        aria-label={`Conversation with ${view.other.name}`}
        className={`${roomClass} relative flex flex-col md:h-full`}
      >
        <RoomHeader view={view} aside={aside} />
        <Stream
          room={room}
          view={view}
          lines={lines}
          isOpen={isOpen}
          firstUnreadSeq={
            room.status === "ready" ? room.firstUnreadSeq : start && firstUnreadOf(start)
          }
          editingSeq={editing.seq}
          onEdit={editing.edit}
        />
        <Composer
          view={view}
          room={room}
          uploads={uploads}
          start={start}
          sendAction={sendAction}
          writing={writing}
          onEditLast={editing.editLast}
        />
        {isDropping && <DropHere isOver={place === "over"} name={view.other.name} />}
      </section>
      <aside
        aria-label="What it is about"
        className="hidden min-h-0 overflow-y-auto border-l border-line px-[22px] py-5 lg:block"
      >
        {aside}
      </aside>
    </div>
  );
}

/** True once the effects of the hooks before it have run: the conversation is open, and what was unread is noted. */
function useIsOpen(): boolean {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    setOpen(true);
    return () => setOpen(false);
  }, []);
  return isOpen;
}

function DropHere({ isOver, name }: { isOver: boolean; name: string }) {
  return (
    <div
      aria-hidden="true"
      className={cn(
        "pointer-events-none absolute inset-3 z-10 grid place-items-center rounded border-2 border-dashed border-accent font-display text-xl",
        isOver ? "bg-accent-wash" : "bg-paper/80",
      )}
    >
      Drop the files here to send them to {name}
    </div>
  );
}

"use client";

import { notFound, useParams, useSearchParams } from "next/navigation";
import { type ReactNode, use, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useConversation } from "#components/conversations/use-conversation";
import { useDraft } from "#components/conversations/use-draft";
import { FileLimit } from "#components/files/file-limit";
import { useSharedThings } from "#components/files/use-shared-things";
import { useFileDrop, useUploads } from "#components/files/use-uploads";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { Link } from "#components/ui/link";
import { type FirstRoom, firstLines, firstUnreadIn } from "#lib/conversations/client/room";
import { quoteOf } from "#lib/conversations/quote";
import type { QuoteView } from "#lib/conversations/schema";
import type { FormAction } from "#lib/forms/state";
import { type Id, isId } from "#lib/ids";
import { isolate } from "#lib/text";
import { conversationPath, parseAsked, parseAt } from "../inbox-address.tsx";
import { Composer } from "./composer.tsx";
import { useEditing } from "./editing.tsx";
import { RoomHeader } from "./room-header.tsx";
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

function DropHere({ isOver, name }: { isOver: boolean; name: string }) {
  return (
    <div
      aria-hidden="true"
      className={cn(
        "pointer-events-none absolute inset-3 z-10 grid place-items-center rounded border-2 border-dashed border-accent font-display text-xl",
        isOver ? "bg-accent-wash" : "bg-paper/80",
      )}
    >
      Drop files here to send them to <bdi>{name}</bdi>
    </div>
  );
}

/** The conversation could not be loaded, and nothing of it is known here. */
function RoomNotLoaded({ retry }: { retry: () => void }) {
  return (
    <div role="alert" className="px-[18px] py-10 lg:px-9">
      <h1 className="text-2xl">This conversation could not be loaded</h1>
      <p className="measure mt-1.5 text-ink-2">
        Nothing is lost. Check the connection, then try again.
      </p>
      <div className="mt-4 flex flex-wrap items-center gap-4">
        <Button onClick={retry}>Try again</Button>
        <Link href="/inbox" className="link md:hidden">
          Back to the inbox
        </Link>
      </div>
    </div>
  );
}

const PHONE = "(width < 48rem)";

/** On a phone the conversation fills the screen, above everything; beside the list it is a separate column. */
const roomClass =
  "max-md:fixed max-md:inset-x-0 max-md:top-[calc(var(--room-top,0px)+var(--as-of-height))] max-md:z-30 max-md:h-[calc(var(--room-height,100dvh)-var(--as-of-height))] max-md:bg-paper md:min-h-0";

/**
 * While the conversation fills a phone's screen, what lies beneath takes no focus, and the conversation ends where the
 * keyboard begins: some browsers lay the keyboard over the page instead of making the page smaller.
 */
function useFullScreen(room: HTMLElement | null): void {
  useLayoutEffect(() => {
    const phone = matchMedia(PHONE);
    const viewport = window.visualViewport;
    const follow = () => {
      for (const bar of document.querySelectorAll("body > header, body > nav, body > a")) {
        bar.toggleAttribute("inert", phone.matches);
      }
      if (!room || !viewport) return;
      if (!phone.matches || viewport.scale > 1.01) {
        room.style.removeProperty("--room-height");
        room.style.removeProperty("--room-top");
        return;
      }
      room.style.setProperty("--room-height", `${viewport.height}px`);
      room.style.setProperty("--room-top", `${viewport.offsetTop}px`);
    };
    follow();
    phone.addEventListener("change", follow);
    viewport?.addEventListener("resize", follow);
    viewport?.addEventListener("scroll", follow);
    return () => {
      phone.removeEventListener("change", follow);
      viewport?.removeEventListener("resize", follow);
      viewport?.removeEventListener("scroll", follow);
      for (const bar of document.querySelectorAll("body > [inert]")) bar.removeAttribute("inert");
    };
  }, [room]);
}

"use client";

import { type ReactNode, Suspense, useState } from "react";
import type { ConversationState } from "#components/conversations/use-conversation";
import { FileList } from "#components/files/file-list";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { lazyPart } from "#components/ui/on-demand";
import { Time } from "#components/ui/time";
import type { RoomLine } from "#lib/conversations/client/room";
import type { ConversationView, MessageView } from "#lib/conversations/schema";
import { messageAnchor } from "../inbox-address.tsx";
import { DeleteQuestion } from "./delete-question.tsx";
import { MessageEditor } from "./message-editor.tsx";
import { MessageMenu } from "./message-menu.tsx";
import { MessageText } from "./message-text.tsx";
import { Quote } from "./quote.tsx";
import { hasReacted, Reactions, toggle } from "./reactions.tsx";

// Few messages lead away from here.
const ContactNote = lazyPart(async () => {
  const part = await import("#components/layout/contact-note");
  return { default: part.ContactNote };
});

type MessageLineProps = {
  line: Extract<RoomLine, { kind: "message" }>;
  view: ConversationView;
  room: ConversationState;
  isClose: boolean;
  isLastSeen: boolean;
  /** The conversation was opened at this message. */
  isTarget: boolean;
  isEditing: boolean;
  onEdit: (seq: number | null) => void;
  onReply: (message: MessageView) => HTMLElement | null;
};

/** A stored message: its text, its files, when it was sent, and what can be done with it. */
export function MessageLine(props: MessageLineProps) {
  const { line, view, room, isClose, isLastSeen, isTarget, isEditing, onEdit, onReply } = props;
  const { message, isMine } = line;
  const { seq, body, files, deletedAt } = message;
  const [isDeleting, setDeleting] = useState(false);
  const author = isMine ? "You" : view.other.name;
  if (deletedAt) {
    return (
      <Bubble isMine={isMine} isClose={isClose} isTarget={isTarget} seq={seq}>
        <p className="text-ink-3 italic">
          {isMine ? "You deleted this message." : `${author} deleted this message.`}
        </p>
        <Foot message={message} isSeen={isLastSeen} />
      </Bubble>
    );
  }
  if (isEditing && isMine) {
    return (
      <Bubble isMine isClose={isClose} isWide seq={seq}>
        <MessageEditor
          message={message}
          save={(text) => room.edit(seq, text)}
          close={() => onEdit(null)}
        />
      </Bubble>
    );
  }
  return (
    <Bubble
      isMine={isMine}
      isClose={isClose}
      isTarget={isTarget}
      seq={seq}
      beside={
        <MessageMenu
          message={message}
          isMine={isMine}
          author={author}
          react={
            view.writingRefusal === null
              ? {
                  isOn: (reaction) => hasReacted(message, view, reaction),
                  toggle: (reaction) => toggle(room, view, message, reaction),
                }
              : null
          }
          onReply={view.writingRefusal === null ? () => onReply(message) : null}
          onEdit={() => onEdit(seq)}
          onDelete={() => setDeleting(true)}
        />
      }
    >
      <span className="sr-only">{author}: </span>
      {message.replyTo && <Quote quote={message.replyTo} view={view} />}
      {body && <MessageText text={body} />}
      {message.hints && (
        <Suspense fallback={null}>
          <ContactNote hints={message.hints} to={isMine ? "author" : "reader"} className="mt-2" />
        </Suspense>
      )}
      {files.length > 0 && (
        <FileList
          files={files}
          compact
          label={`Files of ${isMine ? "your message" : author}`}
          className={body ? "mt-2" : ""}
        />
      )}
      <Foot message={message} isSeen={isLastSeen} />
      <Reactions message={message} view={view} room={room} />
      {isDeleting && (
        <DeleteQuestion
          hasFiles={files.length > 0}
          remove={() => room.remove(seq)}
          close={() => {
            setDeleting(false);
            onEdit(null);
          }}
        />
      )}
    </Bubble>
  );
}

function Foot({ message, isSeen }: { message: MessageView; isSeen: boolean }) {
  return (
    <BubbleFoot>
      <Time at={message.createdAt} format="clock" inline />
      {message.editedAt && !message.deletedAt && " · edited"}
      {isSeen && " · seen"}
    </BubbleFoot>
  );
}

/** A message that is being sent; or why it was not sent, and what to do about it. */
export function OutgoingLine({
  line,
  view,
  isClose,
  room,
}: {
  line: Extract<RoomLine, { kind: "outgoing" }>;
  view: ConversationView;
  isClose: boolean;
  room: ConversationState;
}) {
  const { clientId, body, files, replyTo, state, problem } = line;
  return (
    <Bubble isMine isClose={isClose} isFaint>
      <span className="sr-only">You: </span>
      {replyTo && <Quote quote={replyTo} view={view} />}
      {body && <MessageText text={body} />}
      {files.length > 0 && (
        <FileList
          files={files}
          compact
          label="Files of your message"
          className={body ? "mt-2" : ""}
        />
      )}
      {state === "failed" ? (
        <div role="alert" className="mt-1.5">
          <p className="text-sm font-medium text-danger">
            Not sent. {problem ?? "It did not reach us."}
          </p>
          <div className="mt-2 flex flex-wrap gap-2">
            <Button size="sm" onClick={() => room.retry(clientId)}>
              Try again
            </Button>
            <Button size="sm" variant="quiet" onClick={() => room.discard(clientId)}>
              Discard
            </Button>
          </div>
        </div>
      ) : (
        <BubbleFoot>{progressText(state, room.connection)}</BubbleFoot>
      )}
    </Bubble>
  );
}

function progressText(state: "sending" | "waiting", connection: ConversationState["connection"]) {
  if (state === "sending") return "sending…";
  return connection === "offline" ? "waiting for a connection" : "waiting to be sent";
}

/** What one person wrote: the viewer's own on the right in the accent's wash, the other person's on the left. */
function Bubble({
  isMine,
  isClose,
  isFaint = false,
  isWide = false,
  isTarget = false,
  seq,
  beside,
  children,
}: {
  isMine: boolean;
  isClose: boolean;
  /** Not stored yet. */
  isFaint?: boolean;
  /** While it is being edited. */
  isWide?: boolean;
  /** It was looked for: marked, and what a screen reader is at. */
  isTarget?: boolean;
  seq?: number;
  /** Its menu. */
  beside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div
      id={seq === undefined ? undefined : messageAnchor(seq)}
      data-seq={seq}
      aria-current={isTarget ? "true" : undefined}
      // Touching it shows its menu.
      tabIndex={-1}
      className={cn(
        "group/message flex items-start gap-1 outline-none",
        isClose ? "mt-1" : "mt-3.5",
        isMine ? "flex-row-reverse pl-8" : "pr-8",
      )}
    >
      <div
        className={cn(
          "min-w-0 max-w-[58ch] rounded-[14px] border px-3.5 py-2.5",
          isWide && "w-full",
          isMine
            ? "rounded-tr-sm border-transparent bg-accent-wash forced-colors:border"
            : "rounded-tl-sm border-line bg-sheet",
          isFaint && "text-ink-2",
          isTarget && "outline-2 outline-offset-2 outline-accent",
        )}
      >
        {children}
      </div>
      {beside}
    </div>
  );
}

/** The small line below the text: when it was sent, and its state. */
function BubbleFoot({ children }: { children: ReactNode }) {
  return <p className="mt-1 text-sm text-ink-3">{children}</p>;
}

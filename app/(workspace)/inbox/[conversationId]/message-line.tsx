"use client";

import { Suspense, useState } from "react";
import type { ConversationState } from "#components/conversations/use-conversation";
import { FileList } from "#components/files/file-list";
import { lazyPart } from "#components/ui/on-demand";
import type { RoomLine } from "#lib/conversations/client/room";
import type { ConversationView, MessageView } from "#lib/conversations/schema";
import { DeleteQuestion } from "./delete-question.tsx";
import { Bubble, Foot } from "./message-bubble.tsx";
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

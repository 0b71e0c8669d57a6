"use client";

import { useState } from "react";
import type { ConversationState, RoomLine } from "#components/conversations/use-conversation";
import { FileList } from "#components/files/file-list";
import { LinkedText } from "#components/ui/linked-text";
import { Time } from "#components/ui/time";
import type { ConversationView, MessageView } from "#lib/conversations/schema";
import { Bubble, BubbleFoot } from "./bubble.tsx";
import { DeleteQuestion } from "./delete-question.tsx";
import { MessageEditor } from "./message-editor.tsx";
import { MessageMenu } from "./message-menu.tsx";

type MessageLineProps = {
  line: Extract<RoomLine, { kind: "message" }>;
  view: ConversationView;
  room: ConversationState;
  isClose: boolean;
  isLastSeen: boolean;
  isEditing: boolean;
  onEdit: (seq: number | null) => void;
};

/** A message that is stored: what it says, its files, when, and what can be done with it. */
export function MessageLine(props: MessageLineProps) {
  const { line, view, room, isClose, isLastSeen, isEditing, onEdit } = props;
  const { message, isMine } = line;
  const { seq, body, files, deletedAt } = message;
  const [isDeleting, setDeleting] = useState(false);
  const author = isMine ? "You" : view.other.name;
  if (deletedAt) {
    return (
      <Bubble isMine={isMine} isClose={isClose} seq={seq}>
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
      seq={seq}
      beside={
        <MessageMenu
          message={message}
          isMine={isMine}
          author={author}
          onEdit={() => onEdit(seq)}
          onDelete={() => setDeleting(true)}
        />
      }
    >
      <span className="sr-only">{author}: </span>
      {body && <LinkedText text={body} />}
      {files.length > 0 && (
        <FileList
          files={files}
          compact
          label={`Files of ${isMine ? "your message" : author}`}
          className={body ? "mt-2" : ""}
        />
      )}
      <Foot message={message} isSeen={isLastSeen} />
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

"use no memo";

import type { ConversationState } from "#components/conversations/use-conversation";
import { FileList } from "#components/files/file-list";
import { Button } from "#components/ui/button";
import type { RoomLine } from "#lib/conversations/client/room";
import type { ConversationView } from "#lib/conversations/schema";
import { Bubble, BubbleFoot } from "./message-bubble.tsx";
import { MessageText } from "./message-text.tsx";
import { Quote } from "./quote.tsx";

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

"use client";

import type { ConversationState, RoomLine } from "#components/conversations/use-conversation";
import { FileList } from "#components/files/file-list";
import { Button } from "#components/ui/button";
import { LinkedText } from "#components/ui/linked-text";
import { Bubble, BubbleFoot } from "./bubble.tsx";

/** A message on its way; or why it did not get there, and what to do about it. */
export function OutgoingLine({
  line,
  isClose,
  room,
}: {
  line: Extract<RoomLine, { kind: "outgoing" }>;
  isClose: boolean;
  room: ConversationState;
}) {
  const { clientId, body, files, state, problem } = line;
  return (
    <Bubble isMine isClose={isClose} isFaint>
      <span className="sr-only">You: </span>
      {body && <LinkedText text={body} />}
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

"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { ConversationView } from "#lib/conversations/schema";
import type { FileView } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import { inboxClient, inboxKeys } from "./inbox-client.ts";
import type { Connection, InboxEngine } from "./inbox-engine.ts";
import { withEngine } from "./inbox-session.ts";
import { isPassing, RequestFailure } from "./request.ts";
import { linesOf, type Outgoing, type RoomLine } from "./room.ts";
import { run } from "./use-conversation-actions.tsx";
import { useEngine } from "./use-engine.tsx";

export { lineKey, type RoomLine } from "./room.ts";

export type ConversationState = {
  readonly view: ConversationView | null;
  readonly status: "loading" | "ready" | "missing" | "error";
  /** In reading order; keep each by `lineKey(line)`. */
  readonly lines: readonly RoomLine[];
  readonly hasOlder: boolean;
  readonly loadOlder: () => Promise<void>;
  readonly isLoadingOlder: boolean;
  /** The first message that was unread when the conversation was opened. It can lie above what is loaded. */
  readonly firstUnreadSeq: number | null;
  readonly isOtherTyping: boolean;
  readonly connection: Connection;
  readonly send: (message: { body: string; files: readonly FileView[] }) => void;
  /** Sends a refused message again, behind everything else that waits. */
  readonly retry: (clientId: string) => void;
  readonly discard: (clientId: string) => void;
  readonly edit: (seq: number, body: string) => Promise<void>;
  readonly remove: (seq: number) => Promise<void>;
  /** Everything up to here has come into sight. Told a moment later, and only once the person looks at the page. */
  readonly markRead: (seq: number) => void;
  readonly setTyping: () => void;
  readonly reload: () => void;
};

const NOTHING: readonly Outgoing[] = [];
const RETRIES = 3;

/** One conversation, always as the database has it, with what is still on its way out of this device. */
export function useConversation(conversationId: Id<"cnv">): ConversationState {
  const engine = useEngine();
  const query = useQuery(
    {
      queryKey: engine ? inboxKeys.room(engine.viewerId, conversationId) : ["nobody", "room"],
      queryFn: engine ? () => engine.loadRoom(conversationId) : skipToken,
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      retry: (failures, error) => isPassing(error) && failures < RETRIES,
    },
    inboxClient,
  );
  const [isLoadingOlder, setLoadingOlder] = useState(false);
  useEffect(() => engine?.openConversation(conversationId), [engine, conversationId]);
  const outgoing = useOutgoing(engine, conversationId);
  const room = query.data;

  const loadOlder = async () => {
    if (!engine || isLoadingOlder) return;
    setLoadingOlder(true);
    try {
      await engine.loadOlder(conversationId);
    } finally {
      setLoadingOlder(false);
    }
  };
  return {
    view: room?.view ?? null,
    status: room ? "ready" : statusOf(query.error),
    lines: room ? linesOf(room, outgoing) : [],
    hasOlder: room?.hasOlder ?? false,
    loadOlder,
    isLoadingOlder,
    firstUnreadSeq: useFirstUnread(engine, conversationId),
    isOtherTyping: useIsTyping(engine, conversationId),
    connection: useConnection(),
    send: ({ body, files }) => withEngine((ready) => ready.send(conversationId, body, files)),
    retry: (clientId) => engine?.outbox.retry(clientId),
    discard: (clientId) => engine?.outbox.discard(clientId),
    edit: (seq, body) => run((ready) => ready.commands.edit(conversationId, seq, body)),
    remove: (seq) => run((ready) => ready.commands.remove(conversationId, seq)),
    markRead: (seq) => engine?.markRead(conversationId, seq),
    setTyping: () => engine?.typing.tell(conversationId),
    reload: () => engine?.reloadRoom(conversationId),
  };
}

/** Whether changes arrive at once, every few seconds, or not at all. */
export function useConnection(): Connection {
  const engine = useEngine();
  return useSyncExternalStore(
    engine?.subscribe ?? never,
    () => engine?.connection ?? "polling",
    () => "polling",
  );
}

function useOutgoing(engine: InboxEngine | null, conversationId: Id<"cnv">): readonly Outgoing[] {
  return useSyncExternalStore(
    engine?.outbox.subscribe ?? never,
    () => engine?.outbox.linesOf(conversationId) ?? NOTHING,
    () => NOTHING,
  );
}

function useFirstUnread(engine: InboxEngine | null, conversationId: Id<"cnv">): number | null {
  return useSyncExternalStore(
    engine?.subscribe ?? never,
    () => engine?.firstUnreadOf(conversationId) ?? null,
    () => null,
  );
}

function useIsTyping(engine: InboxEngine | null, conversationId: Id<"cnv">): boolean {
  return useSyncExternalStore(
    engine?.typing.subscribe ?? never,
    () => engine?.typing.isTyping(conversationId) ?? false,
    () => false,
  );
}

function never(): () => void {
  return () => {};
}

function statusOf(error: Error | null): "loading" | "missing" | "error" {
  if (error === null) return "loading";
  return error instanceof RequestFailure && error.status === 404 ? "missing" : "error";
}

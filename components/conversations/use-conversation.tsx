"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { ConnectionState } from "#lib/conversations/client/connection";
import type { Inbox } from "#lib/conversations/client/inbox";
import { isBeforeLoaded } from "#lib/conversations/client/past";
import { inboxClient, inboxKeys, keptUpToDate } from "#lib/conversations/client/query-client";
import { RequestFailure } from "#lib/conversations/client/request";
import { linesOf, type Outgoing, type RoomLine } from "#lib/conversations/client/room";
import { askInbox, withInbox } from "#lib/conversations/client/session";
import type { Reaction } from "#lib/conversations/policy";
import type { ConversationView, QuoteView } from "#lib/conversations/schema";
import type { FileView } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import { useRunningInbox } from "./use-running-inbox.tsx";

export type ConversationState = {
  readonly view: ConversationView | null;
  readonly status: "loading" | "ready" | "missing" | "error";
  /** In reading order; keep each by `lineKey(line)`. */
  readonly lines: readonly RoomLine[];
  /** What this device has not sent yet. */
  readonly outgoing: readonly Outgoing[];
  readonly hasOlder: boolean;
  readonly loadOlder: () => Promise<void>;
  readonly isLoadingOlder: boolean;
  /** What is shown is around an older message, and messages after it are missing. */
  readonly isPast: boolean;
  readonly loadNewer: () => Promise<void>;
  /** The first message that was unread when the conversation was opened. It can be older than what is loaded. */
  readonly firstUnreadSeq: number | null;
  readonly isOtherTyping: boolean;
  readonly connection: ConnectionState;
  readonly send: (message: {
    body: string;
    files: readonly FileView[];
    replyTo: QuoteView | null;
  }) => void;
  /** Sends a refused message again, after all other waiting ones. */
  readonly retry: (clientId: string) => void;
  readonly discard: (clientId: string) => void;
  readonly edit: (seq: number, body: string) => Promise<void>;
  readonly remove: (seq: number) => Promise<void>;
  /** Reacts to a message in this way, or takes that back. */
  readonly react: (seq: number, reaction: Reaction, isOn: boolean) => Promise<void>;
  /** Everything up to here has come into view. Reported a moment later, and only while the person looks at the page. */
  readonly markRead: (seq: number) => void;
  readonly setTyping: () => void;
  readonly reload: () => void;
};

const NOTHING: readonly Outgoing[] = [];

/**
 * One conversation, always as the database has it, together with what this device has not sent yet. With `at` the lines
 * are those around that message, when it is older than what is loaded.
 */
export function useConversation(conversationId: Id<"cnv">, at: number | null): ConversationState {
  const inbox = useRunningInbox();
  const query = useQuery(
    {
      queryKey: inbox ? inboxKeys.room(inbox.viewerId, conversationId) : ["nobody", "room"],
      queryFn: inbox ? () => inbox.loadRoom(conversationId) : skipToken,
      ...keptUpToDate,
    },
    inboxClient,
  );
  const [isLoadingOlder, setLoadingOlder] = useState(false);
  const isLoadingNewer = useRef(false);
  useEffect(() => inbox?.openRoom(conversationId), [inbox, conversationId]);
  const outgoing = useOutgoing(inbox, conversationId);
  const room = query.data;
  const pastAt = room && at !== null && isBeforeLoaded(room, at) ? at : null;
  const { past, isPastLoading } = usePast(inbox, conversationId, pastAt);
  const shown = room && past ? { ...past, view: room.view } : room;

  const loadOlder = async () => {
    if (!inbox || isLoadingOlder) return;
    setLoadingOlder(true);
    try {
      if (past && pastAt !== null) await inbox.extendPast(conversationId, pastAt, "before");
      else await inbox.loadOlder(conversationId);
    } finally {
      setLoadingOlder(false);
    }
  };
  const loadNewer = async () => {
    if (!inbox || !past || pastAt === null || isLoadingNewer.current) return;
    isLoadingNewer.current = true;
    try {
      await inbox.extendPast(conversationId, pastAt, "after");
    } finally {
      isLoadingNewer.current = false;
    }
  };
  const status = room ? "ready" : query.isPaused ? "error" : statusOf(query.error);
  return {
    view: room?.view ?? null,
    status: isPastLoading ? "loading" : status,
    lines: shown ? linesOf(shown, past ? NOTHING : outgoing) : [],
    outgoing,
    hasOlder: shown?.hasOlder ?? false,
    loadOlder,
    isLoadingOlder,
    isPast: past !== undefined,
    loadNewer,
    firstUnreadSeq: useFirstUnread(inbox, conversationId),
    isOtherTyping: useIsTyping(inbox, conversationId),
    connection: useConnection(),
    send: ({ body, files, replyTo }) =>
      withInbox((ready) => ready.send(conversationId, body, files, replyTo)),
    retry: (clientId) => inbox?.outbox.retry(clientId),
    discard: (clientId) => inbox?.outbox.discard(clientId),
    edit: (seq, body) => askInbox((ready) => ready.commands.edit(conversationId, seq, body)),
    remove: (seq) => askInbox((ready) => ready.commands.remove(conversationId, seq)),
    react: (seq, reaction, isOn) =>
      askInbox((ready) => ready.commands.react(conversationId, seq, reaction, isOn)),
    markRead: (seq) => inbox?.markRead(conversationId, seq),
    setTyping: () => inbox?.typing.tell(conversationId),
    reload: () => inbox?.reloadRoom(conversationId),
  };
}

/** What is loaded around an older message. When that cannot be loaded, the newest messages are shown instead. */
function usePast(inbox: Inbox | null, conversationId: Id<"cnv">, at: number | null) {
  const isAsked = inbox !== null && at !== null;
  const query = useQuery(
    {
      queryKey: isAsked ? inboxKeys.past(inbox.viewerId, conversationId, at) : ["nobody", "past"],
      queryFn: isAsked ? () => inbox.loadPast(conversationId, at) : skipToken,
      ...keptUpToDate,
    },
    inboxClient,
  );
  return {
    past: isAsked ? query.data : undefined,
    isPastLoading: isAsked && query.isPending && !query.isPaused,
  };
}

/** Whether changes arrive at once, every few seconds, or not at all. */
export function useConnection(): ConnectionState {
  const inbox = useRunningInbox();
  return useSyncExternalStore(
    inbox?.connection.stateChanges.add ?? never,
    () => inbox?.connection.state ?? "polling",
    () => "polling",
  );
}

function useOutgoing(inbox: Inbox | null, conversationId: Id<"cnv">): readonly Outgoing[] {
  return useSyncExternalStore(
    inbox?.outbox.changes.add ?? never,
    () => inbox?.outbox.linesOf(conversationId) ?? NOTHING,
    () => NOTHING,
  );
}

function useFirstUnread(inbox: Inbox | null, conversationId: Id<"cnv">): number | null {
  return useSyncExternalStore(
    inbox?.rooms.changes.add ?? never,
    () => inbox?.rooms.firstUnreadOf(conversationId) ?? null,
    () => null,
  );
}

function useIsTyping(inbox: Inbox | null, conversationId: Id<"cnv">): boolean {
  return useSyncExternalStore(
    inbox?.typing.changes.add ?? never,
    () => inbox?.typing.isTyping(conversationId) ?? false,
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

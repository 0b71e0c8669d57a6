import type { FileView } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import { requote } from "../quote.ts";
import type {
  ConversationView,
  EventView,
  MessagePage,
  MessageView,
  QuoteView,
} from "../schema.ts";

/** The loaded part of one conversation. */
export type Room = {
  readonly view: ConversationView;
  /** Oldest first, without a gap. */
  readonly messages: readonly MessageView[];
  /** Received, but something before them is still missing. Oldest first. */
  readonly ahead: readonly MessageView[];
  readonly events: readonly EventView[];
  readonly hasOlder: boolean;
};

/** A message that this device is sending. */
export type Outgoing = {
  readonly clientId: string;
  readonly body: string;
  readonly files: readonly FileView[];
  /** What it answers. */
  readonly replyTo: QuoteView | null;
  readonly state: "sending" | "waiting" | "failed";
  readonly problem: string | null;
  readonly createdAt: string;
};

export type RoomLine =
  | {
      readonly kind: "message";
      readonly message: MessageView;
      readonly isMine: boolean;
      readonly isSeen: boolean;
    }
  | ({ readonly kind: "outgoing" } & Outgoing)
  | { readonly kind: "event"; readonly event: EventView };

/** React's key for a line: a message that was sent from here keeps the key it had while it was being sent. */
export function lineKey(line: RoomLine): string {
  switch (line.kind) {
    case "message":
      return line.isMine ? line.message.clientId : `message-${line.message.seq}`;
    case "outgoing":
      return line.clientId;
    case "event":
      return line.event.eventId;
  }
}

export function openRoom(view: ConversationView, newest: MessagePage): Room {
  return {
    view,
    messages: newest.messages,
    ahead: [],
    events: newest.events,
    hasOlder: newest.hasOlder,
  };
}

/** The number of the newest message that is shown; 0 when there is none. */
export function lastShown({ messages }: Room): number {
  return messages.at(-1)?.seq ?? 0;
}

/** The message after which something is known to be missing; null when nothing is. */
export function missingAfter(room: Room): number | null {
  const last = lastShown(room);
  return room.ahead.length > 0 || room.view.lastSeq > last ? last : null;
}

/**
 * Takes in messages, in any order and any number of times: the result is the same. Messages older than the loaded range
 * are left out; those after a gap wait in `ahead`.
 */
export function receive(room: Room, incoming: readonly MessageView[]): Room {
  const first = room.messages[0]?.seq ?? 1;
  const known = new Map<number, MessageView>();
  for (const message of [...room.messages, ...room.ahead, ...incoming]) {
    if (message.seq < first) continue;
    const before = known.get(message.seq);
    known.set(message.seq, before ? laterOf(before, message) : message);
  }
  const current = incoming.map((message) => known.get(message.seq) ?? message);
  const sorted = requote([...known.values()], current).sort((a, b) => a.seq - b.seq);
  const gap = sorted.findIndex((message, index) => message.seq !== first + index);
  const end = gap === -1 ? sorted.length : gap;
  return { ...room, messages: sorted.slice(0, end), ahead: sorted.slice(end) };
}

/** Puts a page of older messages before the loaded ones. */
export function addOlder(room: Room, page: MessagePage): Room {
  const first = room.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  const older = page.messages.filter(({ seq }) => seq < first);
  return withEvents(
    { ...room, messages: [...older, ...room.messages], hasOlder: page.hasOlder },
    page.events,
  );
}

export function withEvents(room: Room, incoming: readonly EventView[]): Room {
  const known = new Map(room.events.map((event) => [event.eventId, event]));
  for (const event of incoming) known.set(event.eventId, event);
  const events = [...known.values()].sort(
    (a, b) => compareText(a.at, b.at) || compareText(a.eventId, b.eventId),
  );
  return { ...room, events };
}

/** The later of two states of one message: deleted is final, a later edit wins, and so do later reactions. */
export function laterOf(a: MessageView, b: MessageView): MessageView {
  if (a.deletedAt || b.deletedAt) return b.deletedAt ? b : a;
  const later = compareText(b.editedAt ?? "", a.editedAt ?? "") >= 0 ? b : a;
  const { reactions, reactionChanges } = b.reactionChanges >= a.reactionChanges ? b : a;
  return { ...later, reactions, reactionChanges };
}

/** Everything in reading order: messages, the events between them, and what is being sent. */
export function linesOf(
  { messages, events, view }: Pick<Room, "messages" | "events" | "view">,
  outgoing: readonly Outgoing[],
): RoomLine[] {
  const lines: RoomLine[] = [];
  let next = 0;
  for (const message of messages) {
    for (let event = events[next]; event && event.at <= message.createdAt; event = events[next]) {
      lines.push({ kind: "event", event });
      next += 1;
    }
    const isMine = message.senderId === view.viewerId;
    const isSeen = isMine && message.seq <= view.otherReadSeq;
    lines.push({ kind: "message", message, isMine, isSeen });
  }
  for (const event of events.slice(next)) lines.push({ kind: "event", event });
  const stored = storedIds(messages, view.viewerId);
  for (const line of outgoing) {
    if (!stored.has(line.clientId)) lines.push({ kind: "outgoing", ...line });
  }
  return lines;
}

function storedIds(messages: readonly MessageView[], viewerId: Id<"usr">): Set<string> {
  return new Set(
    messages.flatMap(({ senderId, clientId }) => (senderId === viewerId ? [clientId] : [])),
  );
}

/** The first message that was unread when the conversation was opened; null when there was none. */
export function firstUnread({ view, messages }: Room): number | null {
  if (view.unreadCount === 0) return null;
  const next = view.lastReadSeq + 1;
  if ((messages[0]?.seq ?? 1) > next) return next;
  const isUnread = ({ seq, senderId, deletedAt }: MessageView) =>
    seq >= next && senderId !== view.viewerId && deletedAt === null;
  return messages.find(isUnread)?.seq ?? null;
}

/** A conversation as the server rendered it: for people without scripts, and until the browser has its own copy. */
export type FirstRoom = {
  readonly view: ConversationView;
  /** The newest messages, or those around one. */
  readonly page: MessagePage;
  /** Makes a message that the plain form posts twice one message. */
  readonly requestKey: string;
  /** How large one attached file may be. */
  readonly fileBytes: number;
};

export function firstLines({ view, page }: FirstRoom, outgoing: readonly Outgoing[]): RoomLine[] {
  return linesOf(openRoom(view, page), outgoing);
}

export function firstUnreadIn({ view, page }: FirstRoom): number | null {
  return firstUnread(openRoom(view, page));
}

/** The order of two times in ISO 8601 or of two ids: by their characters, whatever language is set. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

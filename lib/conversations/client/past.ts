import { requote } from "../quote.ts";
import type { MessagePage, MessageView } from "../schema.ts";
import { addOlder, laterOf, type Room } from "./room.ts";

/**
 * A part of a conversation around an older message. Between it and what is loaded up to the newest message, messages
 * are missing.
 */
export type Past = MessagePage;

/** True when the message is older than what is loaded. */
export function isBeforeLoaded({ messages, hasOlder }: Room, seq: number): boolean {
  const first = messages[0]?.seq;
  return hasOlder && first !== undefined && seq < first;
}

/** Puts the page before it in front, or the page after it at its end. */
export function extendPast(past: Past, page: MessagePage, side: "before" | "after"): Past {
  const [early, late] = side === "before" ? [page, past] : [past, page];
  const known = new Set(late.messages.map(({ seq }) => seq));
  const events = new Map([...early.events, ...late.events].map((event) => [event.eventId, event]));
  return {
    messages: [...early.messages.filter(({ seq }) => !known.has(seq)), ...late.messages],
    events: [...events.values()],
    hasOlder: early.hasOlder,
    hasNewer: late.hasNewer,
  };
}

/** Brings the messages that it has up to date. */
export function refreshPast(past: Past, incoming: readonly MessageView[]): Past {
  const changed = new Map(incoming.map((message) => [message.seq, message]));
  const messages = past.messages.map((message) => {
    const change = changed.get(message.seq);
    return change ? laterOf(message, change) : message;
  });
  return { ...past, messages: requote(messages, incoming) };
}

/** The conversation with this part in front of what is loaded, once nothing is missing in between. */
export function joinPast(room: Room, past: Past): Room | null {
  const first = room.messages[0]?.seq ?? 0;
  const last = past.messages.at(-1)?.seq ?? 0;
  return last + 1 >= first ? addOlder(room, past) : null;
}

import type { ConversationView, MessagePage } from "#lib/conversations/schema";
import { firstUnread, linesOf, openRoom, type RoomLine } from "./room.ts";

/** A conversation as the server rendered it: for who has no scripts, and until the browser has its own copy. */
export type FirstRoom = {
  readonly view: ConversationView;
  readonly newest: MessagePage;
  /** Makes a message that is posted by the plain form the same one when it is posted twice. */
  readonly requestKey: string;
  /** How much one attached file may have. */
  readonly fileBytes: number;
};

export function firstLines({ view, newest }: FirstRoom): RoomLine[] {
  return linesOf(openRoom(view, newest), []);
}

export function firstUnreadOf({ view, newest }: FirstRoom): number | null {
  return firstUnread(openRoom(view, newest));
}

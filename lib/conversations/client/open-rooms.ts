import type { Id } from "#lib/ids";
import { Listeners } from "./listeners.ts";
import { firstUnread, type Room } from "./room.ts";

/** Which conversations are on the screen in this tab, and what was unread in each when it was opened. */
export class OpenRooms {
  /** It has become known what was unread in one of them. */
  readonly changes = new Listeners();
  readonly #open = new Map<Id<"cnv">, number>();
  readonly #firstUnread = new Map<Id<"cnv">, number | null>();

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  has(conversationId: Id<"cnv">): boolean {
    return this.#open.has(conversationId);
  }

  open(conversationId: Id<"cnv">): void {
    this.#open.set(conversationId, (this.#open.get(conversationId) ?? 0) + 1);
  }

  /** True when it is no longer on the screen at all. */
  close(conversationId: Id<"cnv">): boolean {
    const left = (this.#open.get(conversationId) ?? 1) - 1;
    if (left > 0) {
      this.#open.set(conversationId, left);
      return false;
    }
    this.#open.delete(conversationId);
    this.#firstUnread.delete(conversationId);
    return true;
  }

  /** As it was when the conversation was opened; null when nothing was unread or it isn't loaded yet. */
  firstUnreadOf(conversationId: Id<"cnv">): number | null {
    return this.#firstUnread.get(conversationId) ?? null;
  }

  /** Notes what is unread in an open conversation, the first time it is known. True if it did. */
  note(conversationId: Id<"cnv">, room: Room | undefined): boolean {
    if (!room || !this.#open.has(conversationId) || this.#firstUnread.has(conversationId)) {
      return false;
    }
    this.#firstUnread.set(conversationId, firstUnread(room));
    this.changes.tell();
    return true;
  }
}

import type { InboxFilter, InboxPage, MessagePage } from "#lib/conversations/schema";
import type { Id } from "#lib/ids";
import type { InboxCache } from "./inbox-cache.ts";
import { inboxClient, inboxKeys } from "./inbox-client.ts";
import type { LoadedPage } from "./inbox-rows.ts";
import { askJson } from "./request.ts";
import { addOlder, missingAfter, type Room, receive, withEvents } from "./room.ts";
import { loadBefore, loadNewest, loadRoom } from "./room-loading.ts";

/** Pages of messages that are fetched to close a gap; beyond that the newest page replaces what was loaded. */
const GAP_PAGES = 6;

type LoadingNeeds = {
  readonly viewerId: Id<"usr">;
  readonly cache: InboxCache;
  /** The change up to which everything loaded is up to date. */
  readonly currentSeq: () => number;
};

/**
 * Fetches pages. While one is on its way changes can arrive that it is too early for, so each gets the changes since
 * the moment it was asked for.
 */
export class InboxLoading {
  readonly #needs: LoadingNeeds;
  readonly #closing = new Map<Id<"cnv">, Promise<void>>();

  constructor(needs: LoadingNeeds) {
    this.#needs = needs;
  }

  async page(filter: InboxFilter, q: string, cursor: string | null): Promise<LoadedPage> {
    const query = new URLSearchParams({ filter });
    if (q !== "") query.set("q", q);
    if (cursor !== null) query.set("cursor", cursor);
    const path = `/api/inbox/conversations?${query}`;
    const { viewerId, cache } = this.#needs;
    const { answer } = await this.#askUntilCurrent(() => askJson<InboxPage>(viewerId, path));
    return cache.takePage(answer);
  }

  async room(conversationId: Id<"cnv">): Promise<Room> {
    const { viewerId, cache } = this.#needs;
    const { answer, since } = await this.#askUntilCurrent(() =>
      loadRoom(viewerId, conversationId, cache.findRoom(conversationId)),
    );
    return cache.catchUpRoom(answer, since);
  }

  async older(conversationId: Id<"cnv">): Promise<void> {
    const { viewerId, cache } = this.#needs;
    const room = cache.findRoom(conversationId);
    if (!room?.hasOlder) return;
    const { answer, since } = await this.#askUntilCurrent(() => loadBefore(viewerId, room));
    cache.updateRoom(conversationId, (current) =>
      cache.catchUpRoom(addOlder(current, answer), since),
    );
  }

  /** Something beside the messages has changed: what happened on the contract, who may write. */
  async around(conversationId: Id<"cnv">): Promise<void> {
    const { viewerId, cache } = this.#needs;
    if (!cache.findRoom(conversationId)) return;
    const { answer, since } = await this.#askUntilCurrent(() =>
      loadNewest(viewerId, conversationId),
    );
    const { view, messages, events } = answer;
    cache.updateRoom(conversationId, (room) =>
      cache.catchUpRoom(withEvents(receive({ ...room, view }, messages), events), since),
    );
  }

  /** Fetches what is missing in a loaded conversation, if anything is. Without an answer it stays missing. */
  closeGap(conversationId: Id<"cnv">): Promise<void> {
    const running = this.#closing.get(conversationId);
    if (running) return running;
    const closing = this.#closeGap(conversationId)
      .catch(() => {
        // The next answer of the feed tries again.
      })
      .finally(() => this.#closing.delete(conversationId));
    this.#closing.set(conversationId, closing);
    return closing;
  }

  async #closeGap(conversationId: Id<"cnv">): Promise<void> {
    const { viewerId, cache } = this.#needs;
    for (let page = 0; page < GAP_PAGES; page += 1) {
      const room = cache.findRoom(conversationId);
      const after = room ? missingAfter(room) : null;
      if (after === null) return;
      const path = `/api/conversations/${conversationId}/messages?after=${after}`;
      const { answer, since } = await this.#askUntilCurrent(() =>
        askJson<MessagePage>(viewerId, path),
      );
      const { messages, events } = answer;
      if (messages.length === 0) break;
      cache.updateRoom(conversationId, (current) =>
        cache.catchUpRoom(withEvents(receive(current, messages), events), since),
      );
    }
    await inboxClient.invalidateQueries({ queryKey: inboxKeys.room(viewerId, conversationId) });
  }

  /** Asks again when the feed has started over meanwhile: then nobody knows what the answer was too early for. */
  async #askUntilCurrent<T>(load: () => Promise<T>): Promise<{ answer: T; since: number }> {
    const { cache, currentSeq } = this.#needs;
    for (;;) {
      const since = currentSeq();
      const answer = await load();
      if (cache.knowsSince(since)) return { answer, since };
    }
  }
}

import type { Id } from "#lib/ids";
import type { InboxFilter } from "../policy.ts";
import type {
  ConversationView,
  FoundPage,
  InboxPage,
  MessagePage,
  MessageView,
} from "../schema.ts";
import type { Connection } from "./connection.ts";
import { extendPast, joinPast, type Past } from "./past.ts";
import { inboxClient, inboxKeys } from "./query-client.ts";
import { addOlder, missingAfter, openRoom, type Room, receive, withEvents } from "./room.ts";
import type { LoadedPage } from "./rows.ts";
import type { InboxStore } from "./store.ts";

/** Pages of messages that are fetched to close a gap; beyond that the newest page replaces what was loaded. */
const GAP_PAGES = 6;

/** How many older pages are loaded again with a conversation in which the person has read far back. */
const OLDER_PAGES = 4;

type Newest = MessagePage & { readonly view: ConversationView };

/**
 * Fetches pages. While a page is loading, changes can arrive that are too new for it, so each page then gets the
 * changes since it was requested.
 */
export class Loading {
  readonly #connection: Connection;
  readonly #store: InboxStore;
  readonly #closing = new Map<Id<"cnv">, Promise<void>>();

  constructor(connection: Connection, store: InboxStore) {
    this.#connection = connection;
    this.#store = store;
  }

  async page(filter: InboxFilter, q: string, cursor: string | null): Promise<LoadedPage> {
    const path = `/api/inbox/conversations?${queryOf(filter, q, cursor)}`;
    const { answer } = await this.#askUntilCurrent(() => this.#connection.askJson<InboxPage>(path));
    return this.#store.takePage(answer);
  }

  async found(filter: InboxFilter, q: string, cursor: string | null): Promise<FoundPage> {
    const path = `/api/inbox/messages?${queryOf(filter, q, cursor)}`;
    const { answer } = await this.#askUntilCurrent(() => this.#connection.askJson<FoundPage>(path));
    return answer;
  }

  async room(conversationId: Id<"cnv">): Promise<Room> {
    const { answer, since } = await this.#askUntilCurrent(() =>
      this.#askRoom(conversationId, this.#store.findRoom(conversationId)),
    );
    return this.#store.catchUpRoom(answer, since);
  }

  async older(conversationId: Id<"cnv">): Promise<void> {
    const room = this.#store.findRoom(conversationId);
    if (!room?.hasOlder) return;
    const { answer, since } = await this.#askUntilCurrent(() => this.#askBefore(room));
    this.#update(conversationId, since, (current) => addOlder(current, answer));
  }

  /** The part of a conversation around an older message. */
  async past(conversationId: Id<"cnv">, at: number): Promise<Past> {
    const past = await this.#askPast(conversationId, `around=${at}`);
    this.#join(conversationId, past);
    return past;
  }

  /** More of it, on one side. */
  async extendPast(conversationId: Id<"cnv">, at: number, side: "before" | "after"): Promise<void> {
    const past = this.#store.findPast(conversationId, at);
    const edge = side === "before" ? past?.messages[0] : past?.messages.at(-1);
    if (!edge) return;
    const page = await this.#askPast(conversationId, `${side}=${edge.seq}`);
    this.#store.updatePast(conversationId, at, (current) => extendPast(current, page, side));
    const extended = this.#store.findPast(conversationId, at);
    if (extended) this.#join(conversationId, extended);
  }

  async #askPast(conversationId: Id<"cnv">, query: string): Promise<MessagePage> {
    const path = `/api/conversations/${conversationId}/messages?${query}`;
    const { answer, since } = await this.#askUntilCurrent(() =>
      this.#connection.askJson<MessagePage>(path),
    );
    return this.#store.catchUpPast(conversationId, answer, since);
  }

  /** Once it reaches what is loaded, both are one. */
  #join(conversationId: Id<"cnv">, past: Past): void {
    this.#store.updateRoom(conversationId, (room) => joinPast(room, past) ?? room);
  }

  /** Something beside the messages has changed: an event on the contract, or who may write. */
  async around(conversationId: Id<"cnv">): Promise<void> {
    if (!this.#store.findRoom(conversationId)) return;
    const { answer, since } = await this.#askUntilCurrent(() => this.#askNewest(conversationId));
    const { view, messages, events } = answer;
    this.#update(conversationId, since, (room) =>
      withEvents(receive({ ...room, view }, messages), events),
    );
  }

  /**
   * Shows a message that the server has stored; resolves when it is shown among the others, as far as that succeeds.
   */
  async show(message: MessageView): Promise<void> {
    const { conversationId } = message;
    this.#store.updateRoom(conversationId, (room) => receive(room, [message]));
    await this.closeGap(conversationId);
  }

  /** Fetches what is missing in a loaded conversation, if anything. Without an answer it stays missing. */
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
    for (let page = 0; page < GAP_PAGES; page += 1) {
      const room = this.#store.findRoom(conversationId);
      const after = room ? missingAfter(room) : null;
      if (after === null) return;
      const path = `/api/conversations/${conversationId}/messages?after=${after}`;
      const { answer, since } = await this.#askUntilCurrent(() =>
        this.#connection.askJson<MessagePage>(path),
      );
      const { messages, events } = answer;
      if (messages.length === 0) break;
      this.#update(conversationId, since, (current) =>
        withEvents(receive(current, messages), events),
      );
    }
    const { viewerId } = this.#connection;
    await inboxClient.invalidateQueries({ queryKey: inboxKeys.room(viewerId, conversationId) });
  }

  /** Asks again when the feed has started over meanwhile: then it is unknown which changes the answer lacks. */
  async #askUntilCurrent<T>(load: () => Promise<T>): Promise<{ answer: T; since: number }> {
    for (;;) {
      const since = this.#store.seq ?? -1;
      const answer = await load();
      if (this.#store.knowsSince(since)) return { answer, since };
    }
  }

  /** Changes a loaded conversation by an answer, and by what has changed since it was requested. */
  #update(conversationId: Id<"cnv">, since: number, change: (room: Room) => Room): void {
    this.#store.updateRoom(conversationId, (room) => this.#store.catchUpRoom(change(room), since));
  }

  /** The conversation and its newest page. */
  async #askNewest(conversationId: Id<"cnv">): Promise<Newest> {
    const [view, page] = await Promise.all([
      this.#connection.askJson<ConversationView>(`/api/conversations/${conversationId}`),
      this.#connection.askJson<MessagePage>(`/api/conversations/${conversationId}/messages`),
    ]);
    return { ...page, view };
  }

  /** The page before the oldest message that is loaded. */
  #askBefore({ view, messages }: Room): Promise<MessagePage> {
    const before = messages[0]?.seq ?? 1;
    return this.#connection.askJson<MessagePage>(
      `/api/conversations/${view.conversationId}/messages?before=${before}`,
    );
  }

  /** A conversation back to the oldest message that was loaded before, so a person who reads there stays there. */
  async #askRoom(conversationId: Id<"cnv">, before: Room | undefined): Promise<Room> {
    const { view, ...newest } = await this.#askNewest(conversationId);
    let room = openRoom(view, newest);
    const oldest = before?.messages[0]?.seq;
    for (let page = 0; page < OLDER_PAGES && oldest !== undefined; page += 1) {
      const first = room.messages[0]?.seq;
      if (!room.hasOlder || first === undefined || first <= oldest) break;
      room = addOlder(room, await this.#askBefore(room));
    }
    return room;
  }
}

function queryOf(filter: InboxFilter, q: string, cursor: string | null): URLSearchParams {
  const query = new URLSearchParams({ filter });
  if (q !== "") query.set("q", q);
  if (cursor !== null) query.set("cursor", cursor);
  return query;
}

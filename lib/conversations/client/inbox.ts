import type { FileView } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import type { InboxFilter } from "../policy.ts";
import type { FoundPage, QuoteView } from "../schema.ts";
import { Commands } from "./commands.ts";
import { Connection } from "./connection.ts";
import { Feed } from "./feed.ts";
import { Loading } from "./loading.ts";
import { OpenRooms } from "./open-rooms.ts";
import { Outbox } from "./outbox.ts";
import { PageTitle } from "./page-title.ts";
import type { Past } from "./past.ts";
import { inboxClient, inboxKeys } from "./query-client.ts";
import { Reading } from "./reading.ts";
import type { Room } from "./room.ts";
import type { LoadedPage } from "./rows.ts";
import { type InboxStart, InboxStore } from "./store.ts";
import { Typing } from "./typing.ts";

/**
 * One person's inbox in one tab, from the moment they are known until they leave. Each part knows only those built
 * before it. What arrives goes connection → feed → store → screen. What the person does goes screen → commands, outbox
 * or reading → connection, and comes back through the feed.
 */
export class Inbox {
  readonly viewerId: Id<"usr">;
  readonly rooms = new OpenRooms();
  readonly store: InboxStore;
  readonly connection: Connection;
  readonly typing: Typing;
  readonly outbox: Outbox;
  readonly commands: Commands;
  readonly #start: InboxStart | null;
  readonly #onUnread: (count: number) => void;
  readonly #onBell: (count: number) => void;
  readonly #loading: Loading;
  readonly #feed: Feed;
  readonly #reading: Reading;
  readonly #title = new PageTitle();
  #leave: () => void = () => {};

  constructor(needs: {
    readonly viewerId: Id<"usr">;
    readonly start: InboxStart | null;
    readonly onUnread: (count: number) => void;
    readonly onBell: (count: number) => void;
    /** The server no longer accepts this browser as this person. */
    readonly onRefused: () => void;
  }) {
    const { viewerId, start } = needs;
    this.viewerId = viewerId;
    this.#start = start;
    this.#onUnread = needs.onUnread;
    this.#onBell = needs.onBell;
    this.store = new InboxStore(viewerId, this.rooms, start);
    this.connection = new Connection(viewerId, needs.onRefused);
    this.#loading = new Loading(this.connection, this.store);
    this.#feed = new Feed(this.connection, this.store, this.#loading, this.rooms);
    this.typing = new Typing(this.connection, this.store);
    this.#reading = new Reading(this.connection, this.store, this.#feed);
    this.outbox = new Outbox(this.connection, this.#loading, this.#feed);
    this.commands = new Commands(this.connection, this.store, this.#feed, this.#reading);
  }

  start(): void {
    const leaving = [this.store.unread.add(this.#showUnread), this.store.bell.add(this.#onBell)];
    this.#leave = () => {
      for (const leave of leaving) leave();
    };
    this.#title.start();
    if (this.#start) {
      this.#showUnread(this.#start.unreadConversations);
      this.#onBell(this.#start.unreadNotifications);
    }
    this.store.start();
    this.typing.start();
    this.#feed.start();
    this.#reading.start();
    this.outbox.start();
    this.connection.start();
  }

  /** Stops and forgets everything in memory. What is stored on the device is not touched. */
  stop(): void {
    this.connection.stop();
    this.#feed.stop();
    this.store.stop();
    this.outbox.stop();
    this.typing.stop();
    this.#reading.stop();
    this.#leave();
    this.#title.stop();
    inboxClient.clear();
  }

  /** The browser keeps the page aside, or the page goes: what was read is reported now. */
  pause(): void {
    this.#reading.flush();
    this.connection.pause();
  }

  resume(): void {
    this.connection.resume();
  }

  /** The conversation is on the screen, until the returned function is called. */
  openRoom(conversationId: Id<"cnv">): () => void {
    this.rooms.open(conversationId);
    this.#feed.quicken();
    this.#noteUnread(conversationId, this.store.findFreshRoom(conversationId));
    return () => {
      if (this.rooms.close(conversationId)) {
        this.#reading.left(conversationId);
        this.store.placeAnew(conversationId);
      }
      this.#feed.quicken();
    };
  }

  async loadRoom(conversationId: Id<"cnv">): Promise<Room> {
    const room = await this.#loading.room(conversationId);
    this.#noteUnread(conversationId, room);
    return room;
  }

  #noteUnread(conversationId: Id<"cnv">, room: Room | undefined): void {
    if (this.rooms.note(conversationId, room)) this.#reading.unmark(conversationId);
  }

  loadOlder(conversationId: Id<"cnv">): Promise<void> {
    return this.#loading.older(conversationId);
  }

  /** The part of it around an older message. */
  loadPast(conversationId: Id<"cnv">, at: number): Promise<Past> {
    return this.#loading.past(conversationId, at);
  }

  extendPast(conversationId: Id<"cnv">, at: number, side: "before" | "after"): Promise<void> {
    return this.#loading.extendPast(conversationId, at, side);
  }

  reloadRoom(conversationId: Id<"cnv">): void {
    void inboxClient.refetchQueries({ queryKey: inboxKeys.room(this.viewerId, conversationId) });
    void this.#feed.poke();
  }

  loadPage(filter: InboxFilter, q: string, cursor: string | null): Promise<LoadedPage> {
    return this.#loading.page(filter, q, cursor);
  }

  loadFound(filter: InboxFilter, q: string, cursor: string | null): Promise<FoundPage> {
    return this.#loading.found(filter, q, cursor);
  }

  send(
    conversationId: Id<"cnv">,
    body: string,
    files: readonly FileView[],
    replyTo: QuoteView | null,
  ): void {
    this.#feed.quicken();
    this.outbox.add(conversationId, body, files, replyTo);
  }

  markRead(conversationId: Id<"cnv">, seq: number): void {
    this.#reading.mark(conversationId, seq);
  }

  #showUnread = (count: number): void => {
    this.#title.show(count);
    this.#onUnread(count);
  };
}

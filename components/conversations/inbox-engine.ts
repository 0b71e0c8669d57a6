import type { InboxDelta, InboxFilter, InboxSignal, MessageView } from "#lib/conversations/schema";
import type { FileView } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import { InboxCache } from "./inbox-cache.ts";
import { inboxClient, inboxKeys } from "./inbox-client.ts";
import { InboxCommands } from "./inbox-commands.ts";
import { type FeedStart, InboxFeed } from "./inbox-feed.ts";
import { InboxLoading } from "./inbox-loading.ts";
import type { LoadedPage } from "./inbox-rows.ts";
import { OpenRooms } from "./open-rooms.ts";
import { Outbox } from "./outbox.ts";
import type { QueuedMessage } from "./outbox-queue.ts";
import { PageTitle } from "./page-title.ts";
import { Reading } from "./reading.ts";
import { askJson, RequestFailure } from "./request.ts";
import { type Room, receive } from "./room.ts";
import { StreamSharing } from "./stream-sharing.ts";
import { Typing } from "./typing.ts";

export type Connection = "live" | "polling" | "offline";

type EngineNeeds = {
  readonly viewerId: Id<"usr">;
  readonly start: FeedStart | null;
  readonly onUnread: (count: number) => void;
  /** The server no longer takes this browser for this person. */
  readonly onRefused: () => void;
};

/** Everything that one person's inbox does in one tab, from the moment they are known until they leave. */
export class InboxEngine {
  readonly viewerId: Id<"usr">;
  readonly outbox: Outbox;
  readonly typing: Typing;
  readonly commands: InboxCommands;
  readonly #needs: EngineNeeds;
  readonly #cache: InboxCache;
  readonly #loading: InboxLoading;
  readonly #feed: InboxFeed;
  readonly #stream: StreamSharing;
  readonly #reading: Reading;
  readonly #title = new PageTitle();
  readonly #open = new OpenRooms();
  readonly #listeners = new Set<() => void>();
  readonly #contractListeners = new Set<() => void>();

  constructor(needs: EngineNeeds) {
    const { viewerId, start } = needs;
    this.#needs = needs;
    this.viewerId = viewerId;
    this.#cache = new InboxCache(viewerId, (id) => this.#open.has(id));
    this.#loading = new InboxLoading({
      viewerId,
      cache: this.#cache,
      currentSeq: () => this.#feed.seq,
    });
    this.#feed = new InboxFeed({
      viewerId,
      start,
      cache: this.#cache,
      loading: this.#loading,
      onUnread: this.#showUnread,
      onDelta: this.#heard,
      onState: this.#changed,
      onRefused: needs.onRefused,
      hasOpenConversation: () => !this.#open.isEmpty,
      isStreamUp: () => this.#stream.isUp,
    });
    this.#reading = new Reading(viewerId, this.#cache, this.#feed.poke);
    this.#stream = new StreamSharing(viewerId, {
      onSignal: this.#signalled,
      onState: this.#streamChanged,
      onStored: (message) => void this.#show(message),
    });
    this.outbox = new Outbox({ viewerId, send: this.#send, place: this.#place });
    this.typing = new Typing(viewerId);
    this.commands = new InboxCommands({
      viewerId,
      cache: this.#cache,
      refresh: this.#refresh,
      onFailure: this.#checkRefusal,
    });
    if (start) this.#showUnread(start.unreadConversations);
  }

  start(): void {
    this.#title.start();
    this.#cache.start();
    this.#feed.start();
    this.#stream.start();
    this.outbox.start();
    window.addEventListener("online", this.#cameBack);
    window.addEventListener("offline", this.#changed);
    document.addEventListener("visibilitychange", this.#cameBack);
  }

  /** Stops and forgets everything that is in memory. What is stored on the device is not touched. */
  stop(): void {
    window.removeEventListener("online", this.#cameBack);
    window.removeEventListener("offline", this.#changed);
    document.removeEventListener("visibilitychange", this.#cameBack);
    this.#stream.stop();
    this.#feed.stop();
    this.#cache.stop();
    this.outbox.stop();
    this.typing.stop();
    this.#reading.stop();
    this.#title.stop();
    inboxClient.clear();
  }

  /** While a page is kept aside by the browser it holds no connection and no lock. */
  pause(): void {
    this.#reading.flush();
    this.#stream.stop();
  }

  resume(): void {
    this.#stream.start();
    void this.#feed.poke();
    this.#cameBack();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get connection(): Connection {
    if (!navigator.onLine || !this.#feed.isReachable) return "offline";
    return this.#stream.isUp ? "live" : "polling";
  }

  /** The conversation is on the screen, until the returned function is called. */
  openConversation(conversationId: Id<"cnv">): () => void {
    this.#open.open(conversationId);
    this.#feed.quicken();
    this.#noteUnread(conversationId, this.#cache.findFreshRoom(conversationId));
    return () => {
      if (this.#open.close(conversationId)) {
        this.#reading.left(conversationId);
        this.#cache.placeAnew(conversationId);
      }
      this.#feed.quicken();
    };
  }

  /** As it was when the conversation was opened; null when nothing was unread or it isn't loaded yet. */
  firstUnreadOf(conversationId: Id<"cnv">): number | null {
    return this.#open.firstUnreadOf(conversationId);
  }

  #noteUnread(conversationId: Id<"cnv">, room: Room | undefined): void {
    if (!this.#open.note(conversationId, room)) return;
    this.#reading.unmark(conversationId);
    this.#changed();
  }

  async loadRoom(conversationId: Id<"cnv">): Promise<Room> {
    const room = await this.#loading.room(conversationId);
    this.#noteUnread(conversationId, room);
    return room;
  }

  loadOlder(conversationId: Id<"cnv">): Promise<void> {
    return this.#loading.older(conversationId);
  }

  reloadRoom(conversationId: Id<"cnv">): void {
    void inboxClient.refetchQueries({ queryKey: inboxKeys.room(this.viewerId, conversationId) });
    void this.#feed.poke();
  }

  loadPage(filter: InboxFilter, q: string, cursor: string | null): Promise<LoadedPage> {
    return this.#loading.page(filter, q, cursor);
  }

  send(conversationId: Id<"cnv">, body: string, files: readonly FileView[]): void {
    this.#feed.quicken();
    this.outbox.add(conversationId, body, files);
  }

  markRead(conversationId: Id<"cnv">, seq: number): void {
    this.#reading.mark(conversationId, seq);
  }

  #send = async ({
    conversationId,
    clientId,
    body,
    files,
  }: QueuedMessage): Promise<MessageView> => {
    try {
      return await askJson<MessageView>(
        this.viewerId,
        `/api/conversations/${conversationId}/messages`,
        { method: "POST", body: { clientId, body, fileIds: files.map(({ fileId }) => fileId) } },
      );
    } catch (error) {
      this.#checkRefusal(error);
      throw error;
    }
  };

  #place = async (message: MessageView): Promise<void> => {
    this.#stream.tellStored(message);
    await this.#show(message);
    void this.#feed.poke();
  };

  async #show(message: MessageView): Promise<void> {
    this.#cache.updateRoom(message.conversationId, (room) => receive(room, [message]));
    await this.#loading.closeGap(message.conversationId);
  }

  #checkRefusal = (error: unknown): void => {
    if (error instanceof RequestFailure && error.status === 401) this.#needs.onRefused();
  };

  /** The person has done something: shows what came of it, and what else is new. */
  #refresh = (): Promise<void> => {
    this.#feed.quicken();
    return this.#feed.poke();
  };

  #showUnread = (count: number): void => {
    this.#title.show(count);
    this.#needs.onUnread(count);
  };

  #heard = (delta: InboxDelta): void => {
    for (const { kind, message, conversationId } of delta.changes) {
      if (kind === "message" && message?.senderId !== this.viewerId) {
        this.typing.ended(conversationId);
      }
    }
    if (delta.changes.every(({ kind }) => kind !== "event")) return;
    for (const listener of this.#contractListeners) listener();
  };

  /** Calls the listener whenever something has happened on a contract of the person's, until the returned function. */
  onContractEvent(listener: () => void): () => void {
    this.#contractListeners.add(listener);
    return () => this.#contractListeners.delete(listener);
  }

  #signalled = (signal: InboxSignal): void => {
    if (signal.kind === "changed") this.#feed.hear(signal.seq);
    else this.typing.heard(signal.conversationId);
  };

  #streamChanged = (): void => {
    this.#feed.quicken();
    void this.#feed.poke();
    this.#changed();
  };

  #cameBack = (): void => {
    if (document.hidden) return;
    this.outbox.wake();
    this.#reading.wake();
    this.#changed();
  };

  #changed = (): void => {
    for (const listener of this.#listeners) listener();
  };
}

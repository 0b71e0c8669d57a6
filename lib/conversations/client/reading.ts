import type { Id } from "#lib/ids";
import type { Connection } from "./connection.ts";
import type { Feed } from "./feed.ts";
import { isPassing } from "./request.ts";
import type { InboxStore } from "./store.ts";

const WAIT_MS = 400;

/**
 * Tells the server how far the person has read: a moment after the last message came into view, and only while the page
 * is in front of them: visible, in the window that has the focus. Until the server knows, this device already shows it
 * as read.
 */
export class Reading {
  readonly #connection: Connection;
  readonly #store: InboxStore;
  readonly #feed: Feed;
  readonly #pending = new Map<Id<"cnv">, number>();
  /** Came into view while the page was not in front. */
  readonly #unseen = new Map<Id<"cnv">, number>();
  /** Were opened then. */
  readonly #opened = new Set<Id<"cnv">>();
  #leave: () => void = () => {};
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, store: InboxStore, feed: Feed) {
    this.#connection = connection;
    this.#store = store;
    this.#feed = feed;
  }

  start(): void {
    this.#leave = this.#connection.returns.add(this.#wake);
    window.addEventListener("focus", this.#wake);
  }

  mark(conversationId: Id<"cnv">, seq: number): void {
    if (!isInFront()) {
      this.#unseen.set(conversationId, seq);
      return;
    }
    const row = this.#store.findRow(conversationId);
    const known = this.#pending.get(conversationId) ?? row?.lastReadSeq ?? 0;
    if (seq <= known) return;
    this.#plan(conversationId, seq);
  }

  /** The conversation is no longer on the screen. */
  left(conversationId: Id<"cnv">): void {
    this.#unseen.delete(conversationId);
    this.#opened.delete(conversationId);
  }

  /** Opening a conversation that was marked as unread by hand removes the mark. */
  unmark(conversationId: Id<"cnv">): void {
    if (!isInFront()) {
      this.#opened.add(conversationId);
      return;
    }
    const row = this.#store.findRow(conversationId);
    if (row?.isMarkedUnread) this.#plan(conversationId, row.lastReadSeq);
  }

  /**
   * The person looks again, or the connection is back: reports what came into view meanwhile, and what could not be
   * reported.
   */
  #wake = (): void => {
    if (!isInFront()) return;
    for (const conversationId of this.#opened) {
      this.#opened.delete(conversationId);
      this.unmark(conversationId);
    }
    for (const [conversationId, seq] of this.#unseen) {
      this.#unseen.delete(conversationId);
      this.mark(conversationId, seq);
    }
    if (this.#pending.size > 0) this.#schedule();
  };

  /** The person marks it as unread: what was read before is reported first, so that it cannot end the mark. */
  async settle(conversationId: Id<"cnv">): Promise<void> {
    const seq = this.#pending.get(conversationId);
    if (seq !== undefined) await this.#tellOne(conversationId, seq);
    this.#store.setReading(conversationId, null);
  }

  /** The page goes away: what was read is reported now. */
  flush(): void {
    clearTimeout(this.#timer);
    if (this.#pending.size > 0) void this.#tell();
  }

  stop(): void {
    this.#leave();
    window.removeEventListener("focus", this.#wake);
    clearTimeout(this.#timer);
    this.#pending.clear();
    this.#unseen.clear();
    this.#opened.clear();
  }

  #plan(conversationId: Id<"cnv">, seq: number): void {
    this.#pending.set(conversationId, seq);
    this.#store.setReading(conversationId, seq);
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tell(), WAIT_MS);
  }

  async #tell(): Promise<void> {
    const told = await Promise.all(
      [...this.#pending].map(([conversationId, seq]) => this.#tellOne(conversationId, seq)),
    );
    if (!told.includes(true)) return;
    await this.#feed.poke().catch(() => {});
    for (const conversationId of this.#store.readings()) {
      if (!this.#pending.has(conversationId)) this.#store.setReading(conversationId, null);
    }
  }

  async #tellOne(conversationId: Id<"cnv">, seq: number): Promise<boolean> {
    try {
      await this.#connection.ask(`/api/conversations/${conversationId}/read`, {
        method: "POST",
        body: { seq },
        keepalive: true,
      });
    } catch (error) {
      if (isPassing(error)) return false;
    }
    if (this.#pending.get(conversationId) === seq) this.#pending.delete(conversationId);
    return true;
  }
}

/** A page that is visible beside another window is not being read. */
function isInFront(): boolean {
  return !document.hidden && document.hasFocus();
}

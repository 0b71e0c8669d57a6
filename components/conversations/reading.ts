import type { Id } from "#lib/ids";
import type { InboxCache } from "./inbox-cache.ts";
import { ask, isPassing } from "./request.ts";

const WAIT_MS = 400;

/**
 * Tells the server how far the person has read: a moment after the last message came into sight, and only while they
 * look at the page. Until the server knows, this device shows it already.
 */
export class Reading {
  readonly #viewerId: Id<"usr">;
  readonly #cache: InboxCache;
  readonly #poke: () => Promise<void>;
  readonly #pending = new Map<Id<"cnv">, number>();
  /** Came into sight while the page was hidden. */
  readonly #unseen = new Map<Id<"cnv">, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(viewerId: Id<"usr">, cache: InboxCache, poke: () => Promise<void>) {
    this.#viewerId = viewerId;
    this.#cache = cache;
    this.#poke = poke;
  }

  mark(conversationId: Id<"cnv">, seq: number): void {
    if (document.hidden) {
      this.#unseen.set(conversationId, seq);
      return;
    }
    const row = this.#cache.findRow(conversationId);
    const known = this.#pending.get(conversationId) ?? row?.lastReadSeq ?? 0;
    if (seq <= known) return;
    this.#plan(conversationId, seq);
  }

  /** The conversation is no longer on the screen. */
  left(conversationId: Id<"cnv">): void {
    this.#unseen.delete(conversationId);
  }

  /** Opening a conversation that was marked as unread by hand ends the mark. */
  unmark(conversationId: Id<"cnv">): void {
    const row = this.#cache.findRow(conversationId);
    if (row?.isMarkedUnread) this.#plan(conversationId, row.lastReadSeq);
  }

  /** The person looks again, or the connection is back: what came into sight meanwhile, and what could not be told. */
  wake = (): void => {
    for (const [conversationId, seq] of this.#unseen) {
      this.#unseen.delete(conversationId);
      this.mark(conversationId, seq);
    }
    if (this.#pending.size > 0) this.#schedule();
  };

  /** The page goes away: what was read is told now. */
  flush(): void {
    clearTimeout(this.#timer);
    if (this.#pending.size > 0) void this.#tell();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#pending.clear();
    this.#unseen.clear();
  }

  #plan(conversationId: Id<"cnv">, seq: number): void {
    this.#pending.set(conversationId, seq);
    this.#cache.setReading(conversationId, seq);
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
    await this.#poke().catch(() => {});
    for (const conversationId of this.#cache.readings()) {
      if (!this.#pending.has(conversationId)) this.#cache.setReading(conversationId, null);
    }
  }

  async #tellOne(conversationId: Id<"cnv">, seq: number): Promise<boolean> {
    try {
      await ask(this.#viewerId, `/api/conversations/${conversationId}/read`, {
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

import type { Id } from "#lib/ids";
import { ask } from "./request.ts";

const TELL_MS = 3_000;
const SHOW_MS = 5_000;

/** Who writes just now: told at most every 3 s, shown for 5 s or until their message is here. */
export class Typing {
  readonly #viewerId: Id<"usr">;
  readonly #shown = new Map<Id<"cnv">, ReturnType<typeof setTimeout>>();
  readonly #told = new Map<Id<"cnv">, number>();
  readonly #listeners = new Set<() => void>();

  constructor(viewerId: Id<"usr">) {
    this.#viewerId = viewerId;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  isTyping(conversationId: Id<"cnv">): boolean {
    return this.#shown.has(conversationId);
  }

  tell(conversationId: Id<"cnv">): void {
    const last = this.#told.get(conversationId) ?? Number.NEGATIVE_INFINITY;
    if (performance.now() - last < TELL_MS) return;
    this.#told.set(conversationId, performance.now());
    ask(this.#viewerId, `/api/conversations/${conversationId}/typing`, { method: "POST" }).catch(
      () => {
        // Only a courtesy: nobody waits for it.
      },
    );
  }

  heard(conversationId: Id<"cnv">): void {
    clearTimeout(this.#shown.get(conversationId));
    this.#shown.set(
      conversationId,
      setTimeout(() => this.ended(conversationId), SHOW_MS),
    );
    this.#notify();
  }

  ended(conversationId: Id<"cnv">): void {
    clearTimeout(this.#shown.get(conversationId));
    if (this.#shown.delete(conversationId)) this.#notify();
  }

  stop(): void {
    for (const timer of this.#shown.values()) clearTimeout(timer);
    this.#shown.clear();
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

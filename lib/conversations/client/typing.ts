import type { Id } from "#lib/ids";
import type { InboxDelta, InboxSignal } from "../schema.ts";
import type { Connection } from "./connection.ts";
import { Listeners } from "./listeners.ts";
import type { InboxStore } from "./store.ts";

const TELL_MS = 3_000;
const SHOW_MS = 5_000;

/** Who is typing now: reported at most every 3 s, shown for 5 s or until their message arrives. */
export class Typing {
  readonly changes = new Listeners();
  readonly #connection: Connection;
  readonly #store: InboxStore;
  readonly #shown = new Map<Id<"cnv">, ReturnType<typeof setTimeout>>();
  readonly #told = new Map<Id<"cnv">, number>();
  #leave: (() => void)[] = [];

  constructor(connection: Connection, store: InboxStore) {
    this.#connection = connection;
    this.#store = store;
  }

  start(): void {
    this.#leave = [
      this.#connection.signals.add(this.#hear),
      this.#store.deltas.add(this.#endWhereWritten),
    ];
  }

  stop(): void {
    for (const leave of this.#leave.splice(0)) leave();
    for (const timer of this.#shown.values()) clearTimeout(timer);
    this.#shown.clear();
    this.changes.tell();
  }

  isTyping(conversationId: Id<"cnv">): boolean {
    return this.#shown.has(conversationId);
  }

  tell(conversationId: Id<"cnv">): void {
    const last = this.#told.get(conversationId) ?? Number.NEGATIVE_INFINITY;
    if (performance.now() - last < TELL_MS) return;
    this.#told.set(conversationId, performance.now());
    this.#connection
      .ask(`/api/conversations/${conversationId}/typing`, { method: "POST" })
      .catch(() => {
        // Only a courtesy: nothing waits for it.
      });
  }

  #hear = (signal: InboxSignal): void => {
    if (signal.kind !== "typing") return;
    const { conversationId } = signal;
    clearTimeout(this.#shown.get(conversationId));
    this.#shown.set(
      conversationId,
      setTimeout(() => this.#end(conversationId), SHOW_MS),
    );
    this.changes.tell();
  };

  #endWhereWritten = ({ changes }: InboxDelta): void => {
    for (const { kind, message, conversationId } of changes) {
      const isTheirs = message?.senderId !== this.#connection.viewerId;
      if (conversationId && kind === "message" && isTheirs) this.#end(conversationId);
    }
  };

  #end(conversationId: Id<"cnv">): void {
    clearTimeout(this.#shown.get(conversationId));
    if (this.#shown.delete(conversationId)) this.changes.tell();
  }
}

import type { VerifiedActor } from "#lib/auth/actor";
import { getInboxDelta } from "#lib/conversations/queries/changes";
import type { ConversationRow, InboxDelta, MessageView } from "#lib/conversations/schema";
import type { Id } from "#lib/ids";

/** What one device of a person knows, only from the changes that it was told. */
export class InboxDevice {
  readonly actor: VerifiedActor;
  readonly rows = new Map<Id<"cnv">, ConversationRow>();
  readonly messages = new Map<Id<"cnv">, Map<number, MessageView>>();
  unreadConversations = 0;
  seq = 0;

  constructor(actor: VerifiedActor) {
    this.actor = actor;
  }

  /** Catches up completely, however long it was away. Throws when changes come with a gap or out of order. */
  async catchUp(): Promise<void> {
    for (;;) {
      const delta = await getInboxDelta(this.actor, this.seq);
      this.#apply(delta);
      if (delta.seq === delta.latestSeq) return;
    }
  }

  #apply({ changes, rows, seq, unreadConversations }: InboxDelta): void {
    for (const change of changes) {
      if (change.seq !== this.seq + 1) throw new Error(`${change.seq} came after ${this.seq}`);
      this.seq = change.seq;
      if (change.message) this.#keep(change.message);
    }
    if (seq !== this.seq) throw new Error(`The last change is ${this.seq}, the answer says ${seq}`);
    for (const row of rows) this.rows.set(row.conversationId, row);
    this.unreadConversations = unreadConversations;
  }

  #keep(message: MessageView): void {
    const known = this.messages.get(message.conversationId) ?? new Map();
    this.messages.set(message.conversationId, known.set(message.seq, message));
  }
}

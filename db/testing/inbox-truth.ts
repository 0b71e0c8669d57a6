import type { VerifiedActor } from "#lib/auth/actor";
import type { ErrorCode } from "#lib/errors";
import type { Id } from "#lib/ids";
import { MINUTE_MS } from "#lib/time";

/*
 * What conversations promise, in the plainest way: everything in memory, no running counts. The model compares the
 * product with this.
 */

export type TruthMessage = {
  readonly senderId: Id<"usr">;
  readonly clientId: string;
  readonly at: number;
  body: string;
  isEdited: boolean;
  isDeleted: boolean;
};

type Side = { lastReadSeq: number; isMarkedUnread: boolean; isArchived: boolean };

/** A conversation as it must be. */
export class TruthConversation {
  readonly conversationId: Id<"cnv">;
  readonly people: readonly [VerifiedActor, VerifiedActor];
  readonly messages: TruthMessage[] = [];
  readonly #sides: Map<Id<"usr">, Side>;
  /** How far each person has read, as far as the other may know. */
  readonly #shown = new Map<Id<"usr">, number>();

  constructor(conversationId: Id<"cnv">, people: readonly [VerifiedActor, VerifiedActor]) {
    this.conversationId = conversationId;
    this.people = people;
    this.#sides = new Map(
      people.map(({ userId }) => [
        userId,
        { lastReadSeq: 0, isMarkedUnread: false, isArchived: false },
      ]),
    );
  }

  has({ userId }: VerifiedActor): boolean {
    return this.#sides.has(userId);
  }

  otherOf({ userId }: VerifiedActor): VerifiedActor {
    const [one, two] = this.people;
    return one.userId === userId ? two : one;
  }

  side({ userId }: VerifiedActor): Side {
    const side = this.#sides.get(userId);
    if (!side) throw new Error("Not a person of this conversation");
    return side;
  }

  /** The definition: after what was read, from the other person, not deleted. */
  unreadOf(actor: VerifiedActor): number {
    const { lastReadSeq } = this.side(actor);
    return this.messages.filter(
      ({ senderId, isDeleted }, index) =>
        index + 1 > lastReadSeq && senderId !== actor.userId && !isDeleted,
    ).length;
  }

  isUnreadFor(actor: VerifiedActor): boolean {
    const { isArchived, isMarkedUnread } = this.side(actor);
    return !isArchived && (isMarkedUnread || this.unreadOf(actor) > 0);
  }

  send(actor: VerifiedActor, message: { clientId: string; body: string; at: number }): void {
    this.messages.push({
      ...message,
      senderId: actor.userId,
      isEdited: false,
      isDeleted: false,
    });
    this.side(this.otherOf(actor)).isArchived = false;
    Object.assign(this.side(actor), { lastReadSeq: this.messages.length, isMarkedUnread: false });
    this.#shown.set(actor.userId, this.messages.length);
  }

  /** Why the sender's message `seq` cannot be changed at `at`. */
  refusalFor(actor: VerifiedActor, seq: number, at: number): ErrorCode | null {
    const message = this.messages[seq - 1];
    if (!message) return "not_found";
    if (message.senderId !== actor.userId) return "forbidden";
    if (message.isDeleted) return "message_deleted";
    return at - message.at < 15 * MINUTE_MS ? null : "too_late";
  }

  /** `isHidden` while the reader has blocked the other. */
  read(actor: VerifiedActor, seq: number, isHidden: boolean): void {
    const side = this.side(actor);
    if (side.lastReadSeq >= Math.min(seq, this.messages.length) && !side.isMarkedUnread) return;
    side.lastReadSeq = Math.max(side.lastReadSeq, Math.min(seq, this.messages.length));
    side.isMarkedUnread = false;
    if (!isHidden) this.#shown.set(actor.userId, side.lastReadSeq);
  }

  /** What `actor`'s inbox shows of it. */
  rowOf(actor: VerifiedActor) {
    const newest = this.messages.at(-1);
    return {
      lastSeq: this.messages.length,
      lastMessageAt: newest ? new Date(newest.at).toISOString() : null,
      preview: newest
        ? {
            isMine: newest.senderId === actor.userId,
            isDeleted: newest.isDeleted,
            text: newest.body,
            fileName: null,
          }
        : null,
      otherReadSeq: this.#shown.get(this.otherOf(actor).userId) ?? 0,
      unreadCount: this.unreadOf(actor),
      ...this.side(actor),
    };
  }
}

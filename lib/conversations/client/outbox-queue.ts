import type { FileView } from "#lib/files/schema";
import { type Id, isId } from "#lib/ids";
import type { QuoteView } from "../schema.ts";

/** A message that waits on this device until the server has it. */
export type QueuedMessage = {
  readonly clientId: string;
  readonly conversationId: Id<"cnv">;
  readonly body: string;
  readonly files: readonly FileView[];
  /** What it answers. Missing in what an earlier version of this page has written. */
  readonly replyTo?: QuoteView | null;
  readonly createdAt: string;
  /** Its place among the conversation's waiting messages, assigned by this device. */
  readonly position: number;
  /** Why the server refused it; null while it can still be sent. */
  readonly problem: string | null;
};

/** In sending order. Two tabs can assign the same position; then the reference decides. */
export function inOrder(queue: readonly QueuedMessage[]): QueuedMessage[] {
  return [...queue].sort((a, b) => a.position - b.position || (a.clientId < b.clientId ? -1 : 1));
}

/** The position after everything that waits in this conversation. */
export function nextPosition(queue: readonly QueuedMessage[], conversationId: Id<"cnv">): number {
  const taken = queue.filter((message) => message.conversationId === conversationId);
  return 1 + Math.max(0, ...taken.map(({ position }) => position));
}

/**
 * What to send next: the first message of a conversation that is not held up. A refused message is set aside; one that
 * could not be sent holds up only its own conversation.
 */
export function nextToSend(
  queue: readonly QueuedMessage[],
  heldUp: ReadonlySet<Id<"cnv">>,
): QueuedMessage | null {
  const next = inOrder(queue).find(
    ({ problem, conversationId }) => problem === null && !heldUp.has(conversationId),
  );
  return next ?? null;
}

/** What storage returns, or null when it is not one of ours. */
export function parseQueued(text: string): QueuedMessage | null {
  try {
    const value: unknown = JSON.parse(text);
    return isQueued(value) ? value : null;
  } catch {
    return null;
  }
}

/** Guarantee: this device wrote it with `JSON.stringify` of a `QueuedMessage`; its outline is checked. */
function isQueued(value: unknown): value is QueuedMessage {
  return (
    typeof value === "object" &&
    value !== null &&
    "clientId" in value &&
    typeof value.clientId === "string" &&
    "conversationId" in value &&
    isId("cnv", value.conversationId) &&
    "body" in value &&
    typeof value.body === "string" &&
    "files" in value &&
    Array.isArray(value.files) &&
    "createdAt" in value &&
    typeof value.createdAt === "string" &&
    "position" in value &&
    typeof value.position === "number" &&
    "problem" in value &&
    (value.problem === null || typeof value.problem === "string")
  );
}

import type { Id } from "#lib/ids";
import { askInbox } from "./session.ts";

/** What can be done with a conversation as a whole. Each throws an error whose message is a sentence for people. */
export const conversationActions = {
  setArchived: (conversationId: Id<"cnv">, isArchived: boolean) =>
    askInbox(({ commands }) => commands.file(conversationId, { isArchived })),
  markUnread: (conversationId: Id<"cnv">) =>
    askInbox(({ commands }) => commands.file(conversationId, { isMarkedUnread: true })),
  setBlocked: (userId: Id<"usr">, isBlocked: boolean) =>
    askInbox(({ commands }) => commands.setBlocked(userId, isBlocked)),
};

import { QueryClient } from "@tanstack/react-query";
import type { InboxFilter } from "#lib/conversations/schema";
import type { Id } from "#lib/ids";

/** What this document knows of the inbox. It stays empty on the server, and is emptied when its person leaves. */
export const inboxClient = new QueryClient();

/** Every key begins with the person, so that nothing is ever shown to another one. */
export const inboxKeys = {
  feed: (viewerId: Id<"usr">) => [viewerId, "feed"] as const,
  lists: (viewerId: Id<"usr">) => [viewerId, "list"] as const,
  list: (viewerId: Id<"usr">, filter: InboxFilter, q: string) =>
    [viewerId, "list", filter, q] as const,
  rooms: (viewerId: Id<"usr">) => [viewerId, "room"] as const,
  room: (viewerId: Id<"usr">, conversationId: Id<"cnv">) =>
    [viewerId, "room", conversationId] as const,
};

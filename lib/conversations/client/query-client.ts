import { type InfiniteData, QueryClient, type QueryKey } from "@tanstack/query-core";
import type { Id } from "#lib/ids";
import type { InboxFilter } from "../policy.ts";
import { isPassing } from "./request.ts";
import type { LoadedPage } from "./rows.ts";

/** What this document knows about the inbox. It stays empty on the server, and is emptied when its person leaves. */
export const inboxClient = new QueryClient();

export type InboxList = InfiniteData<LoadedPage, string | null>;

/** Every key begins with the person, so nothing is ever shown to another person. */
export const inboxKeys = {
  feed: (viewerId: Id<"usr">) => [viewerId, "feed"] as const,
  lists: (viewerId: Id<"usr">) => [viewerId, "list"] as const,
  list: (viewerId: Id<"usr">, filter: InboxFilter, q: string) =>
    [viewerId, "list", filter, q] as const,
  rooms: (viewerId: Id<"usr">) => [viewerId, "room"] as const,
  room: (viewerId: Id<"usr">, conversationId: Id<"cnv">) =>
    [viewerId, "room", conversationId] as const,
  pasts: (viewerId: Id<"usr">) => [viewerId, "past"] as const,
  pastsOf: (viewerId: Id<"usr">, conversationId: Id<"cnv">) =>
    [viewerId, "past", conversationId] as const,
  past: (viewerId: Id<"usr">, conversationId: Id<"cnv">, at: number) =>
    [viewerId, "past", conversationId, at] as const,
  allFound: (viewerId: Id<"usr">) => [viewerId, "found"] as const,
  found: (viewerId: Id<"usr">, filter: InboxFilter, q: string) =>
    [viewerId, "found", filter, q] as const,
};

/** The list that has this key. */
export function describeList(queryKey: QueryKey): { filter: InboxFilter; q: string } {
  const [, , wanted, q] = queryKey;
  const filter = wanted === "unread" || wanted === "archived" ? wanted : "all";
  return { filter, q: typeof q === "string" ? q : "" };
}

const RETRIES = 3;

/** Lists and conversations are loaded once; from then on the feed keeps them up to date. */
export const keptUpToDate = {
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: false,
  retry: (failures: number, error: Error) => isPassing(error) && failures < RETRIES,
};

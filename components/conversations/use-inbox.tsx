"use client";

import {
  keepPreviousData,
  skipToken,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
} from "@tanstack/react-query";
import { useUnread } from "#components/layout/unread";
import { inboxClient, inboxKeys, keptUpToDate } from "#lib/conversations/client/query-client";
import { rowsOf } from "#lib/conversations/client/rows";
import type { InboxFilter } from "#lib/conversations/policy";
import type { ConversationRow, FoundMessage } from "#lib/conversations/schema";
import { useRunningInbox } from "./use-running-inbox.tsx";

/** How many conversations have something unread; null while that is not known. */
export function useUnreadConversations(): number | null {
  return useUnread(null);
}

export type InboxState = {
  readonly rows: readonly ConversationRow[];
  readonly status: "loading" | "ready" | "error";
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly isLoadingMore: boolean;
  readonly retry: () => void;
};

/** The person's conversations, newest first, always up to date. The previous list stays while another one loads. */
export function useInbox({ filter, q }: { filter: InboxFilter; q: string }): InboxState {
  const inbox = useRunningInbox();
  const words = q.trim().slice(0, WORDS_MAX);
  const query = useInfiniteQuery(
    {
      queryKey: inbox ? inboxKeys.list(inbox.viewerId, filter, words) : ["nobody", "list"],
      queryFn: inbox ? ({ pageParam }) => inbox.loadPage(filter, words, pageParam) : skipToken,
      initialPageParam: firstPage(),
      getNextPageParam: (last) => last.nextCursor,
      ...keptUpToDate,
      // Only for the same person.
      ...(inbox && { placeholderData: keepPreviousData }),
    },
    inboxClient,
  );
  return { rows: query.data ? rowsOf(query.data.pages) : [], ...standingOf(query) };
}

/** What of a list is loaded, and how to load more. */
function standingOf(query: UseInfiniteQueryResult): Omit<InboxState, "rows"> {
  return {
    status: query.data ? "ready" : query.isError || query.isPaused ? "error" : "loading",
    hasMore: query.hasNextPage,
    loadMore: () => {
      // Never in place of a fetch that is already running: that one may be updating the whole list.
      if (query.hasNextPage) void query.fetchNextPage({ cancelRefetch: false });
    },
    isLoadingMore: query.isFetchingNextPage && !query.isPaused,
    retry: () => void query.refetch(),
  };
}

export type FoundState = Omit<InboxState, "rows"> & { readonly found: readonly FoundMessage[] };

/** The messages that have these words, newest first. Without words nothing is asked. */
export function useFound({ filter, q }: { filter: InboxFilter; q: string }): FoundState {
  const inbox = useRunningInbox();
  const words = q.trim().slice(0, WORDS_MAX);
  const isAsked = inbox !== null && words !== "";
  const query = useInfiniteQuery(
    {
      queryKey: inbox ? inboxKeys.found(inbox.viewerId, filter, words) : ["nobody", "found"],
      queryFn: isAsked ? ({ pageParam }) => inbox.loadFound(filter, words, pageParam) : skipToken,
      initialPageParam: firstPage(),
      getNextPageParam: (last) => last.nextCursor,
      ...keptUpToDate,
      ...(isAsked && { placeholderData: keepPreviousData }),
    },
    inboxClient,
  );
  return {
    found: query.data?.pages.flatMap((page) => page.found) ?? [],
    ...standingOf(query),
  };
}

/** As much as the server looks for. */
const WORDS_MAX = 100;

function firstPage(): string | null {
  return null;
}

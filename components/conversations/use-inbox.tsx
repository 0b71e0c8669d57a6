"use client";

import { keepPreviousData, skipToken, useInfiniteQuery } from "@tanstack/react-query";
import { useUnread } from "#components/layout/unread";
import type { ConversationRow, InboxFilter } from "#lib/conversations/schema";
import { inboxClient, inboxKeys } from "./inbox-client.ts";
import { rowsOf } from "./inbox-rows.ts";
import { isPassing } from "./request.ts";
import { useEngine } from "./use-engine.tsx";

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
  const engine = useEngine();
  const words = q.trim().slice(0, WORDS_MAX);
  const query = useInfiniteQuery(
    {
      queryKey: engine ? inboxKeys.list(engine.viewerId, filter, words) : ["nobody", "list"],
      queryFn: engine ? ({ pageParam }) => engine.loadPage(filter, words, pageParam) : skipToken,
      initialPageParam: firstPage(),
      getNextPageParam: (last) => last.nextCursor,
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      // Of the same person only.
      ...(engine && { placeholderData: keepPreviousData }),
      retry: (failures, error) => isPassing(error) && failures < RETRIES,
    },
    inboxClient,
  );
  return {
    rows: query.data ? rowsOf(query.data.pages) : [],
    status: query.data ? "ready" : query.isError ? "error" : "loading",
    hasMore: query.hasNextPage,
    loadMore: () => {
      // Never instead of a fetch that is under way: that one may be bringing the whole list up to date.
      if (query.hasNextPage) void query.fetchNextPage({ cancelRefetch: false });
    },
    isLoadingMore: query.isFetchingNextPage,
    retry: () => void query.refetch(),
  };
}

const RETRIES = 3;
/** As much as the server looks for. */
const WORDS_MAX = 100;

function firstPage(): string | null {
  return null;
}

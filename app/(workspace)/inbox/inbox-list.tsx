"use client";

import { usePathname, useSearchParams, useSelectedLayoutSegment } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useInbox } from "#components/conversations/use-inbox";
import { Button } from "#components/ui/button";
import { KeyboardList } from "#components/ui/keyboard-list";
import { useShortcut } from "#components/ui/shortcut";
import type { ConversationRow } from "#lib/conversations/schema";
import { useFiling } from "./filing.tsx";
import { formatAsked, type InboxQuery, parseAsked } from "./inbox-address.tsx";
import { InboxEmpty } from "./inbox-empty.tsx";
import { InboxFilters } from "./inbox-filters.tsx";
import { InboxRow } from "./inbox-row.tsx";
import { RowsSkeleton } from "./inbox-skeleton.tsx";

/**
 * All conversations, searched and filtered. It stays as it is while one is opened. `first` is what the server
 * rendered for the address that the page was loaded with; `whenEmpty` depends on who looks.
 */
export function InboxList({ first, whenEmpty }: { first: ReactNode; whenEmpty: ReactNode }) {
  const openedId = useSelectedLayoutSegment();
  const path = usePathname();
  const asked = parseAsked(useSearchParams());
  const query = formatAsked(asked);
  const [firstQuery] = useState(query);
  const inbox = useInbox(asked);
  const show = (next: Partial<typeof asked>) =>
    history.replaceState(null, "", `${path}${formatAsked({ ...asked, ...next })}`);
  const Title = openedId ? "h2" : "h1";
  return (
    <>
      <div className="flex-none border-b border-line px-[18px] pt-4 pb-3 md:pl-[25px]">
        <Title className="mb-3 text-3xl md:text-2xl">Inbox</Title>
        <InboxFilters
          asked={asked}
          unreadConversations={inbox.status === "ready" ? inbox.unreadConversations : null}
          onShow={show}
        />
      </div>
      <div className="md:min-h-0 md:flex-1 md:overflow-y-auto md:overscroll-contain">
        {inbox.status === "ready" ? (
          <Rows
            inbox={inbox}
            query={query}
            openedId={openedId}
            empty={asked.filter === "all" && !asked.q ? whenEmpty : <InboxEmpty {...asked} />}
          />
        ) : inbox.status === "error" ? (
          <NotLoaded retry={inbox.retry} />
        ) : query === firstQuery ? (
          first
        ) : (
          <RowsSkeleton />
        )}
      </div>
    </>
  );
}

function Rows({
  inbox,
  query,
  openedId,
  empty,
}: {
  inbox: ReturnType<typeof useInbox>;
  query: InboxQuery;
  openedId: string | null;
  empty: ReactNode;
}) {
  useFilingKeys(inbox.rows, openedId);
  if (inbox.rows.length === 0) return empty;
  return (
    <>
      <KeyboardList label="Conversations">
        {inbox.rows.map((row) => (
          <InboxRow
            key={row.conversationId}
            row={row}
            query={query}
            isCurrent={row.conversationId === openedId}
          />
        ))}
      </KeyboardList>
      {inbox.hasMore && <More isLoading={inbox.isLoadingMore} loadMore={inbox.loadMore} />}
    </>
  );
}

/** "e" archives and "u" marks unread: the focused conversation, or else the opened one. */
function useFilingKeys(rows: readonly ConversationRow[], openedId: string | null): void {
  const { archive, markUnread } = useFiling();
  const find = () => {
    const focused = document.activeElement?.closest<HTMLElement>("[data-entry]")?.dataset.entry;
    return rows.findIndex(({ conversationId }) => conversationId === (focused ?? openedId));
  };
  useShortcut("e", () => {
    const at = find();
    const row = rows[at];
    if (!row) return;
    // The row leaves this list: whoever goes through it by keyboard goes on with its neighbour.
    const neighbour = rows[at + 1] ?? rows[at - 1];
    if (neighbour && document.activeElement?.hasAttribute("data-entry")) {
      document.querySelector<HTMLElement>(`[data-entry="${neighbour.conversationId}"]`)?.focus();
    }
    archive(row);
  });
  useShortcut("u", () => {
    const row = rows[find()];
    if (row && row.unreadCount === 0 && !row.isMarkedUnread) markUnread(row);
  });
}

/** Loads on when its place comes into view; the button is for everybody who gets there otherwise. */
function More({ isLoading, loadMore }: { isLoading: boolean; loadMore: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting && !isLoading) loadMore();
    });
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, [isLoading, loadMore]);
  return (
    <div ref={box} className="p-4 text-center">
      <Button size="sm" variant="quiet" aria-disabled={isLoading} onClick={loadMore}>
        {isLoading ? "Loading…" : "Show more conversations"}
      </Button>
    </div>
  );
}

function NotLoaded({ retry }: { retry: () => void }) {
  return (
    <div role="alert" className="px-[18px] py-10 md:px-[25px]">
      <p className="font-display text-xl">Your conversations could not be loaded</p>
      <p className="mt-1.5 mb-4 text-sm text-ink-2">
        Nothing is lost. Check the connection, then try again.
      </p>
      <Button size="sm" onClick={retry}>
        Try again
      </Button>
    </div>
  );
}

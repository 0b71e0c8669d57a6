"use client";

import { usePathname, useSearchParams, useSelectedLayoutSegment } from "next/navigation";
import { Suspense, use, useEffect, useRef, useState } from "react";
import { useInbox, useUnreadConversations } from "#components/conversations/use-inbox";
import { Button } from "#components/ui/button";
import { KeyboardList } from "#components/ui/keyboard-list";
import { useShortcut } from "#components/ui/shortcut";
import type { ConversationRow } from "#lib/conversations/schema";
import { useFiling } from "./filing.tsx";
import { formatAsked, type InboxAsked, parseAsked } from "./inbox-address.tsx";
import { InboxEmpty } from "./inbox-empty.tsx";
import { InboxFilters } from "./inbox-filters.tsx";
import { InboxRow } from "./inbox-row.tsx";
import { RowsSkeleton } from "./inbox-skeleton.tsx";

/** The list as the server knows it: all there is without scripts, and until the browser has its own copy. */
export type FirstInbox = {
  /** Of the address that the page was loaded with. */
  readonly rows: readonly ConversationRow[];
  readonly viewerRole: "client" | "freelancer";
};

/** All conversations, searched and filtered. It stays as it is while one is opened. */
export function InboxList({ first }: { first: Promise<FirstInbox> }) {
  const openedId = useSelectedLayoutSegment();
  const path = usePathname();
  const asked = parseAsked(useSearchParams());
  const query = formatAsked(asked);
  const [firstQuery] = useState(query);
  const unreadConversations = useUnreadConversations();
  const show = (next: Partial<typeof asked>) =>
    history.replaceState(null, "", `${path}${formatAsked({ ...asked, ...next })}`);
  const Title = openedId ? "h2" : "h1";
  return (
    <>
      <div className="flex-none border-b border-line px-[18px] pt-4 pb-3 md:pl-[25px]">
        <Title className="mb-3 text-3xl md:text-2xl">Inbox</Title>
        <InboxFilters asked={asked} unreadConversations={unreadConversations} onShow={show} />
      </div>
      <div className="md:min-h-0 md:flex-1 md:overflow-y-auto md:overscroll-contain">
        <Suspense fallback={<RowsSkeleton />}>
          <Rows asked={asked} isFirst={query === firstQuery} first={first} openedId={openedId} />
        </Suspense>
      </div>
    </>
  );
}

function Rows({
  asked,
  isFirst,
  first,
  openedId,
}: {
  asked: InboxAsked;
  /** It shows what the page was loaded with. */
  isFirst: boolean;
  first: Promise<FirstInbox>;
  openedId: string | null;
}) {
  const inbox = useInbox(asked);
  const start = inbox.status === "loading" && isFirst ? use(first) : null;
  const rows = start?.rows ?? inbox.rows;
  useFilingKeys(rows, openedId);
  if (inbox.status === "error") return <NotLoaded retry={inbox.retry} />;
  if (inbox.status === "loading" && !start) return <RowsSkeleton />;
  if (rows.length === 0) return <InboxEmpty {...asked} viewerRole={use(first).viewerRole} />;
  return (
    <>
      <KeyboardList label="Conversations">
        {rows.map((row) => (
          <InboxRow
            key={row.conversationId}
            row={row}
            query={formatAsked(asked)}
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

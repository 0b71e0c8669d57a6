"use client";
"use no memo";

import { usePathname, useSearchParams, useSelectedLayoutSegment } from "next/navigation";
import { type ReactNode, Suspense, use, useState } from "react";
import { useInbox, useUnreadConversations } from "#components/conversations/use-inbox";
import { cn } from "#components/ui/cn";
import { KeyboardList } from "#components/ui/keyboard-list";
import { lazyPart } from "#components/ui/on-demand";
import { useShortcut } from "#components/ui/shortcut";
import type { ConversationRow } from "#lib/conversations/schema";
import { archive, markUnread } from "./filing.tsx";
import { formatAsked, type InboxAsked, parseAsked, parseAt } from "./inbox-address.tsx";
import { InboxFilters } from "./inbox-filters.tsx";
import { InboxRow } from "./inbox-row.tsx";
import { RowsSkeleton } from "./inbox-skeleton.tsx";
import { type FirstInbox, InboxEmpty, More, NotLoaded } from "./list-states.tsx";

const SearchResults = lazyPart(async () => {
  const part = await import("./search-results.tsx");
  return { default: part.SearchResults };
});

/** All conversations, searched and filtered. It stays as it is while one is opened. */
export function InboxList({ first }: { first: Promise<FirstInbox> }) {
  const openedId = useSelectedLayoutSegment();
  const path = usePathname();
  const parameters = useSearchParams();
  const [asked, at] = [parseAsked(parameters), parseAt(parameters)];
  const query = formatAsked(asked);
  const [firstQuery] = useState(query);
  const unreadConversations = useUnreadConversations();
  const show = (next: Partial<typeof asked>) =>
    history.replaceState(null, "", `${path}${formatAsked({ ...asked, ...next }, at)}`);
  const Title = openedId ? "h2" : "h1";
  return (
    <>
      <div className="flex-none border-b border-line px-[18px] pt-4 pb-3 md:pl-[25px]">
        <Title className="mb-3 text-3xl md:text-2xl">Inbox</Title>
        <InboxFilters asked={asked} unreadConversations={unreadConversations} onShow={show} />
      </div>
      <div className="md:min-h-0 md:flex-1 md:overflow-y-auto md:overscroll-contain">
        <Suspense fallback={<RowsSkeleton />}>
          {asked.q ? (
            <SearchResults {...{ asked, at, isFirst: query === firstQuery, first, openedId }} />
          ) : (
            <Rows {...{ asked, isFirst: query === firstQuery, first, openedId }} />
          )}
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
  if (rows.length === 0)
    return <InboxEmpty filter={asked.filter} viewerRole={use(first).viewerRole} />;
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
      {inbox.hasMore && (
        <More
          label="Show more conversations"
          isLoading={inbox.isLoadingMore}
          loadMore={inbox.loadMore}
        />
      )}
    </>
  );
}

/** "e" archives and "u" marks unread: the focused conversation, or else the opened one. */
function useFilingKeys(rows: readonly ConversationRow[], openedId: string | null): void {
  const find = () => {
    const focused = document.activeElement?.closest<HTMLElement>("[data-entry]")?.dataset.entry;
    return rows.findIndex(({ conversationId }) => conversationId === (focused ?? openedId));
  };
  useShortcut("e", () => {
    const at = find();
    const row = rows[at];
    if (!row) return;
    // The row leaves this list, so by keyboard the focus moves to its neighbour.
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

/** List and conversation side by side; on a phone the conversation lies over the list, which stays where it was. */
export function InboxFrame({ list, children }: { list: ReactNode; children: ReactNode }) {
  const isOpened = useSelectedLayoutSegment() !== null;
  return (
    <div className="md:grid md:grid-cols-[272px_minmax(0,1fr)] md:below-bar lg:grid-cols-[280px_minmax(0,1fr)] xl:grid-cols-[320px_minmax(0,1fr)]">
      <section
        aria-label="Conversations"
        className={cn(
          "md:flex md:min-h-0 md:flex-col md:border-r md:border-line",
          isOpened && "max-md:invisible",
        )}
      >
        {list}
      </section>
      {children}
    </div>
  );
}

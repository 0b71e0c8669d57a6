"use client";

import { usePathname, useSearchParams, useSelectedLayoutSegment } from "next/navigation";
import { type ReactNode, Suspense, use, useEffect, useRef, useState } from "react";
import { useInbox, useUnreadConversations } from "#components/conversations/use-inbox";
import { Button, ButtonLink } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { KeyboardList } from "#components/ui/keyboard-list";
import { Link } from "#components/ui/link";
import { useShortcut } from "#components/ui/shortcut";
import type { ConversationRow } from "#lib/conversations/schema";
import { archive, markUnread } from "./filing.tsx";
import { formatAsked, type InboxAsked, parseAsked } from "./inbox-address.tsx";
import { InboxFilters } from "./inbox-filters.tsx";
import { InboxRow } from "./inbox-row.tsx";
import { RowsSkeleton } from "./inbox-skeleton.tsx";

/** The list as the server knows it: the whole list without scripts, and until the browser has its own copy. */
export type FirstInbox = {
  /** For the address that the page was loaded with. */
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

/** Loads more when it comes into view; the button is for everyone who gets there in another way. */
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

type Viewer = "client" | "freelancer";

/** Why this list is empty, and what will be in it. */
function InboxEmpty({ filter, q, viewerRole }: InboxAsked & { viewerRole: Viewer }) {
  if (q) {
    return (
      <Note title="Nothing found">
        No{filter === "all" ? "" : ` ${filter}`} conversation has “{q}” in its name, its job or its
        latest message.
        <p className="mt-3">
          <Link href="/inbox" replace scroll={false} className="link">
            Show all conversations
          </Link>
        </p>
      </Note>
    );
  }
  switch (filter) {
    case "unread":
      return <Note title="All read">New messages are listed here until you have read them.</Note>;
    case "archived":
      return (
        <Note title="Nothing archived">
          Archived conversations are kept here. A new message brings one back to the inbox.
        </Note>
      );
    case "all":
      return <NoConversations viewerRole={viewerRole} />;
  }
}

/** For a person who has never had a conversation: the one thing that begins one. */
function NoConversations({ viewerRole }: { viewerRole: Viewer }) {
  return viewerRole === "client" ? (
    <Note title="No conversations yet">
      <p>
        You can write to a freelancer once they apply to your job, or invite one from their profile.
      </p>
      <ButtonLink href="/my-jobs" size="sm" className="mt-4">
        See your jobs
      </ButtonLink>
    </Note>
  ) : (
    <Note title="No conversations yet">
      <p>
        You can write to a client once you have applied to their job. Clients can also invite you
        and write first.
      </p>
      <ButtonLink href="/jobs" size="sm" className="mt-4">
        Find a job
      </ButtonLink>
    </Note>
  );
}

function Note({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="px-[18px] py-10 md:px-[25px]">
      <p className="font-display text-xl">{title}</p>
      <div className="mt-1.5 text-sm text-ink-2">{children}</div>
    </div>
  );
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

"use client";
"use no memo";

import { type ReactNode, use, useState } from "react";
import { useFound, useInbox } from "#components/conversations/use-inbox";
import { Button } from "#components/ui/button";
import { KeyboardList } from "#components/ui/keyboard-list";
import { FoundRow } from "./found-row.tsx";
import { formatAsked, type InboxAsked } from "./inbox-address.tsx";
import { InboxRow } from "./inbox-row.tsx";
import { RowsSkeleton } from "./inbox-skeleton.tsx";
import { type FirstInbox, More, Nothing, NotLoaded } from "./list-states.tsx";

/** So many conversations come before the messages, until all are asked for. */
const NAMED_MOST = 5;

/** Conversations by the other person's name and the job, then single messages by what they say and their files. */
export function SearchResults({
  asked,
  at,
  isFirst,
  first,
  openedId,
}: {
  asked: InboxAsked;
  /** The message at which the conversation was opened. */
  at: number | null;
  /** It shows what the page was loaded with. */
  isFirst: boolean;
  first: Promise<FirstInbox>;
  openedId: string | null;
}) {
  const named = useInbox(asked);
  const search = useFound(asked);
  const [allOf, setAllOf] = useState<string | null>(null);
  const isLoading = named.status === "loading" || search.status === "loading";
  const start = isLoading && isFirst ? use(first) : null;
  if (named.status === "error") return <NotLoaded retry={named.retry} />;
  if (search.status === "error") return <NotLoaded retry={search.retry} />;
  if (isLoading && !start) return <RowsSkeleton />;
  const rows = start?.rows ?? named.rows;
  const found = start?.found ?? search.found;
  if (rows.length === 0 && found.length === 0 && !search.hasMore) return <Nothing asked={asked} />;
  const areAllShown = allOf === asked.q;
  const shown = areAllShown ? rows : rows.slice(0, NAMED_MOST);
  return (
    <>
      <KeyboardList label="Search results">
        {shown.length > 0 && <Heading>Conversations</Heading>}
        {shown.map((row) => (
          <InboxRow
            key={row.conversationId}
            row={row}
            query={formatAsked(asked)}
            isCurrent={row.conversationId === openedId && at === null}
          />
        ))}
        {shown.length < rows.length && (
          <li className="border-b border-line p-2 text-center noscript:hidden">
            <Button size="sm" variant="quiet" onClick={() => setAllOf(asked.q)}>
              Show more conversations
            </Button>
          </li>
        )}
        {areAllShown && named.hasMore && (
          <li className="border-b border-line p-2 text-center">
            <Button
              size="sm"
              variant="quiet"
              aria-disabled={named.isLoadingMore}
              onClick={named.loadMore}
            >
              {named.isLoadingMore ? "Loading…" : "Show more conversations"}
            </Button>
          </li>
        )}
        {found.length > 0 && <Heading>Messages</Heading>}
        {found.map((message) => (
          <FoundRow
            key={`${message.conversationId} ${message.seq}`}
            message={message}
            asked={asked}
            isCurrent={message.conversationId === openedId && message.seq === at}
          />
        ))}
      </KeyboardList>
      {search.hasMore && (
        <More
          label="Search earlier messages"
          isLoading={search.isLoadingMore}
          loadMore={search.loadMore}
        />
      )}
    </>
  );
}

function Heading({ children }: { children: ReactNode }) {
  return (
    <li className="border-b border-line px-[18px] pt-4 pb-1.5 md:pl-[25px]">
      <h3 className="font-text text-sm font-semibold text-ink-2">{children}</h3>
    </li>
  );
}

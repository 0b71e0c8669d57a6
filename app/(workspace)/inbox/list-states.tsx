"use client";
"use no memo";

import { type ReactNode, useEffect, useRef } from "react";
import { Button, ButtonLink } from "#components/ui/button";
import { Link } from "#components/ui/link";
import type { InboxFilter } from "#lib/conversations/policy";
import type { ConversationRow, FoundMessage } from "#lib/conversations/schema";
import type { InboxAsked } from "./inbox-address.tsx";

/** The list as the server knows it: the whole list without scripts, and until the browser has its own copy. */
export type FirstInbox = {
  /** For the address that the page was loaded with. */
  readonly rows: readonly ConversationRow[];
  /** The messages that its search finds. */
  readonly found: readonly FoundMessage[];
  readonly viewerRole: "client" | "freelancer";
};

/** Loads more when it comes into view; the button is for everyone who gets there in another way. */
export function More({
  label,
  isLoading,
  loadMore,
}: {
  label: string;
  isLoading: boolean;
  loadMore: () => void;
}) {
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
        {isLoading ? "Loading…" : label}
      </Button>
    </div>
  );
}

export function NotLoaded({ retry }: { retry: () => void }) {
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

/** A search that finds neither a conversation nor a message. */
export function Nothing({ asked: { filter, q } }: { asked: InboxAsked }) {
  return (
    <Note title="Nothing found">
      No{filter === "all" ? "" : ` ${filter}`} conversation has “{q}” in its name, its job, its
      messages or the names of its files.
      <p className="mt-3">
        <Link href="/inbox" replace scroll={false} className="link">
          Show all conversations
        </Link>
      </p>
    </Note>
  );
}

/** Why this list is empty, and what will be in it. */
export function InboxEmpty({ filter, viewerRole }: { filter: InboxFilter; viewerRole: Viewer }) {
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

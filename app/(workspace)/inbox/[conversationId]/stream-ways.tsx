"use no memo";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { Button } from "#components/ui/button";
import { buttonClass } from "#components/ui/button-class";
import { cn } from "#components/ui/cn";
import { Link } from "#components/ui/link";
import type { ConversationView } from "#lib/conversations/schema";
import { conversationPath, parseAsked } from "../inbox-address.tsx";

/** Loads by itself on the way up; the button is for everyone who gets there in another way. */
export function Older({ isLoading, load }: { isLoading: boolean; load: () => Promise<void> }) {
  return (
    <div className="pb-1 text-center">
      <Button size="sm" variant="quiet" aria-disabled={isLoading} onClick={load}>
        {isLoading ? "Loading earlier messages…" : "Show earlier messages"}
      </Button>
    </div>
  );
}

/** The way to the first unread message, when it is older than what is loaded. */
export function ToUnread({ isLoading, go }: { isLoading: boolean; go: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 top-3 flex justify-center">
      <Button
        size="sm"
        onClick={go}
        aria-disabled={isLoading}
        className="pointer-events-auto rounded-full! shadow-float"
      >
        <ArrowUp aria-hidden="true" className="size-4" />
        {isLoading ? "Loading…" : "To the first unread message"}
      </Button>
    </div>
  );
}

/** The way from an older message to the end of the conversation. */
export function LeavePast({ view, leave }: { view: ConversationView; leave: () => void }) {
  const asked = parseAsked(useSearchParams());
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
      <Link
        href={conversationPath(view.conversationId, asked)}
        replace
        scroll={false}
        onNavigate={(event) => {
          event.preventDefault();
          leave();
        }}
        className={`${buttonClass({ size: "sm" })} pointer-events-auto rounded-full! shadow-float`}
      >
        <ArrowDown aria-hidden="true" className="size-4" />
        To the newest
      </Link>
    </div>
  );
}

/** The way back to the newest message, with how many have arrived below. */
export function ToEnd({ count, goToEnd }: { count: number; goToEnd: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
      <Button
        size="sm"
        onClick={goToEnd}
        className={cn("pointer-events-auto rounded-full! shadow-float", count > 0 && "text-accent")}
      >
        <ArrowDown aria-hidden="true" className="size-4" />
        {count === 0 ? "To the newest" : count === 1 ? "1 new message" : `${count} new messages`}
      </Button>
    </div>
  );
}

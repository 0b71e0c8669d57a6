"use client";
"use no memo";

import { Reply, X } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { IconButton } from "#components/ui/button";
import { Link } from "#components/ui/link";
import type { ConversationView, QuoteView } from "#lib/conversations/schema";
import { isolate } from "#lib/text";
import { goToMessage } from "../go-to-message.tsx";
import { messagePath, parseAsked } from "../inbox-address.tsx";

/** Above a message: what it answers, in one line. Pressing it leads there. */
export function Quote({ quote, view }: { quote: QuoteView; view: ConversationView }) {
  const asked = parseAsked(useSearchParams());
  const path = messagePath(view.conversationId, quote.seq, asked);
  return (
    <Link
      href={path}
      scroll={false}
      prefetch={false}
      aria-label={`In answer to ${whose(quote, view)}: ${textOf(quote)}`}
      onNavigate={(event) => {
        if (!goToMessage(quote.seq)) return;
        // The page need not be asked for.
        event.preventDefault();
        history.pushState(null, "", path);
      }}
      className="mb-1.5 block min-w-0 rounded-sm border-l-3 border-line bg-paper/60 px-2.5 py-1 text-sm text-ink-2 hover:border-accent"
    >
      <QuoteText quote={quote} view={view} />
    </Link>
  );
}

function QuoteText({ quote, view }: { quote: QuoteView; view: ConversationView }) {
  const isMine = quote.senderId === view.viewerId;
  return (
    <>
      <span className="block truncate font-semibold">
        {isMine ? "You" : <bdi>{view.other.name}</bdi>}
      </span>
      <span className="block truncate">
        {quote.isDeleted ? (
          <span className="text-ink-3 italic">{textOf(quote)}</span>
        ) : (
          <bdi>{textOf(quote)}</bdi>
        )}
      </span>
    </>
  );
}

function textOf({ isDeleted, text, fileName }: QuoteView): string {
  return isDeleted ? "Deleted message" : text || (fileName ?? "");
}

function whose({ senderId }: QuoteView, view: ConversationView): string {
  return senderId === view.viewerId ? "your message" : isolate(view.other.name);
}

/** Above the writing field: which message the next one answers. */
export function Answering({
  quote,
  view,
  cancel,
}: {
  quote: QuoteView;
  view: ConversationView;
  cancel: () => void;
}) {
  return (
    <fieldset className="mb-3 flex items-center gap-2.5">
      <legend className="sr-only">{`Answering ${whose(quote, view)}`}</legend>
      <Reply aria-hidden="true" className="size-4.5 flex-none text-ink-3" />
      <div className="min-w-0 flex-1 border-l-3 border-accent pl-2.5 text-sm text-ink-2">
        <QuoteText quote={quote} view={view} />
      </div>
      <IconButton label="Cancel the answer" onClick={cancel}>
        <X aria-hidden="true" className="size-4.5" />
      </IconButton>
    </fieldset>
  );
}

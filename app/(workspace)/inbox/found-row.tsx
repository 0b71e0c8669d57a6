"use no memo";

import { Paperclip } from "lucide-react";
import { cn } from "#components/ui/cn";
import { Link } from "#components/ui/link";
import { MarkedText } from "#components/ui/marked-text";
import { Time } from "#components/ui/time";
import type { FoundMessage } from "#lib/conversations/schema";
import { goToMessage } from "./go-to-message.tsx";
import { type InboxAsked, messagePath } from "./inbox-address.tsx";

/** A message that was found: in which conversation, by whom, when, and what of it. Opens the conversation there. */
export function FoundRow({
  message,
  asked,
  isCurrent,
}: {
  message: FoundMessage;
  asked: InboxAsked;
  isCurrent: boolean;
}) {
  const { conversationId, seq, other, jobTitle, isMine, sentAt, excerpt, fileNames } = message;
  return (
    <li className="border-b border-line">
      <Link
        href={messagePath(conversationId, seq, asked)}
        scroll={false}
        onNavigate={(event) => {
          // Open already, but perhaps scrolled away from it.
          if (isCurrent && goToMessage(seq)) event.preventDefault();
        }}
        data-entry={`${conversationId} ${seq}`}
        aria-current={isCurrent ? "true" : undefined}
        className={cn(
          "grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 border-l-3 forced-colors:border-l-8 py-3 pr-[18px] pl-[15px] focus-visible:-outline-offset-2 md:pl-[22px]",
          isCurrent
            ? "border-l-accent bg-accent-wash forced-colors:border-l-[Highlight]"
            : "border-l-transparent hover:bg-sheet focus-visible:bg-sheet forced-colors:border-l-[Canvas]",
        )}
      >
        <span className="truncate text-sm">
          <span className="font-semibold">{isMine ? "You" : <bdi>{other.name}</bdi>}</span>
          <span className="text-ink-3">
            {isMine && (
              <>
                {" "}
                to <bdi>{other.name}</bdi>
              </>
            )}
            {" · "}
            <bdi>{jobTitle}</bdi>
          </span>
        </span>
        <span className="justify-self-end text-sm text-ink-3">
          <Time at={sentAt} format="glance" inline />
        </span>
        {excerpt.text && (
          <span dir="auto" className="col-span-2 line-clamp-3 text-sm wrap-anywhere text-ink-2">
            <MarkedText {...excerpt} />
          </span>
        )}
        {fileNames.map((name) => (
          <span
            key={name.text}
            className="col-span-2 flex min-w-0 items-center gap-1.5 text-sm text-ink-2"
          >
            <Paperclip aria-hidden="true" className="size-3.5 flex-none text-ink-3" />
            <bdi className="truncate">
              <MarkedText {...name} />
            </bdi>
          </span>
        ))}
      </Link>
    </li>
  );
}

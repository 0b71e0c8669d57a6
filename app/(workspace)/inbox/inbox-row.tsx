import Link from "next/link";
import { Avatar } from "#components/ui/avatar";
import { cn } from "#components/ui/cn";
import { CountDot } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import type { ConversationRow } from "#lib/conversations/schema";
import { previewPath } from "#lib/files/schema";
import type { InboxQuery } from "./inbox-address.tsx";
import { RowMenu } from "./row-menu.tsx";

/** A conversation at a glance. The whole row is the link; its menu lies above it. */
export function InboxRow({
  row,
  query,
  isCurrent,
}: {
  row: ConversationRow;
  /** The list's filter and search, kept in the address of what is opened: "?filter=unread" or nothing. */
  query: InboxQuery;
  isCurrent: boolean;
}) {
  const { conversationId, other, jobTitle, lastMessageAt } = row;
  const isUnread = row.unreadCount > 0 || row.isMarkedUnread;
  return (
    <li className="group/row relative border-b border-line">
      <Link
        href={`/inbox/${conversationId}${query}`}
        scroll={false}
        data-entry={conversationId}
        aria-current={isCurrent ? "page" : undefined}
        className={cn(
          "grid grid-cols-[36px_minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 border-l-3 py-3.5 pr-[18px] pl-[15px] focus-visible:-outline-offset-2 md:pl-[22px]",
          isCurrent
            ? "border-l-accent bg-accent-wash"
            : "border-l-transparent hover:bg-sheet focus-visible:bg-sheet",
        )}
      >
        <Avatar
          name={other.name}
          src={other.avatarFileId && previewPath(other.avatarFileId)}
          className="row-span-3"
        />
        <span className="truncate font-semibold">{other.name}</span>
        <span className="justify-self-end text-sm leading-[22px] text-ink-3">
          {lastMessageAt && <Time at={lastMessageAt} format="glance" inline />}
        </span>
        <span className="col-start-2 truncate text-sm text-ink-2">{jobTitle}</span>
        <span
          className={cn(
            "col-start-2 truncate text-sm",
            isUnread ? "font-semibold text-ink" : "text-ink-2",
          )}
        >
          {previewText(row)}
        </span>
        <span className="col-start-3 row-start-3 flex h-[19px] items-center justify-self-end">
          <Unread row={row} />
        </span>
      </Link>
      <div className="absolute top-[37px] right-3.5">
        <RowMenu row={row} />
      </div>
    </li>
  );
}

function Unread({ row }: { row: ConversationRow }) {
  if (row.unreadCount > 0) {
    const noun = row.unreadCount === 1 ? "unread message" : "unread messages";
    return <CountDot count={row.unreadCount} label={noun} />;
  }
  if (!row.isMarkedUnread) return null;
  return (
    <span className="mr-1 inline-block size-2.5 rounded-full bg-accent forced-colors:bg-[Highlight]">
      <span className="sr-only">marked unread</span>
    </span>
  );
}

/** One line: who wrote last, and what. */
function previewText({ preview }: ConversationRow): string {
  if (!preview) return "No message yet";
  if (preview.isDeleted) return "Message deleted";
  const text = preview.text || preview.fileName || "";
  return preview.isMine ? `You: ${text}` : text;
}

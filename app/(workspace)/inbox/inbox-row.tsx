"use client";
"use no memo";

import { Archive, ArchiveRestore, Ellipsis, MailOpen } from "lucide-react";
import { Avatar } from "#components/ui/avatar";
import { IconButton } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { Link } from "#components/ui/link";
import { Menu } from "#components/ui/menu";
import { CountDot } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import type { ConversationRow } from "#lib/conversations/schema";
import { previewPath } from "#lib/files/paths";
import { isolate } from "#lib/text";
import { archive, markUnread } from "./filing.tsx";
import type { InboxQuery } from "./inbox-address.tsx";

/** A conversation at a glance. The whole row is the link; its menu lies above it. */
export function InboxRow({
  row,
  query,
  isCurrent,
}: {
  row: ConversationRow;
  /** The list's filter and search, kept in the address of the opened conversation: "?filter=unread" or nothing. */
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
          "grid grid-cols-[36px_minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 border-l-3 forced-colors:border-l-8 py-3.5 pr-[18px] pl-[15px] focus-visible:-outline-offset-2 md:pl-[22px]",
          isCurrent
            ? "border-l-accent bg-accent-wash forced-colors:border-l-[Highlight]"
            : "border-l-transparent hover:bg-sheet focus-visible:bg-sheet forced-colors:border-l-[Canvas]",
        )}
      >
        <Avatar
          name={other.name}
          src={other.avatarFileId && previewPath(other.avatarFileId)}
          className="row-span-3"
        />
        <span className="truncate font-semibold">
          <bdi>{other.name}</bdi>
        </span>
        <span className="justify-self-end text-sm leading-[22px] text-ink-3">
          {lastMessageAt && <Time at={lastMessageAt} format="glance" inline />}
        </span>
        {/* Its menu is at the end of this line, while it is shown. */}
        <span className="col-span-2 col-start-2 truncate text-sm text-ink-2 group-focus-within/row:pr-8 group-hover/row:pr-8 touch:pr-8">
          <bdi>{jobTitle}</bdi>
        </span>
        <span className="col-span-2 col-start-2 flex items-center gap-2">
          <span
            className={cn(
              "min-w-0 flex-1 truncate text-sm",
              isUnread ? "font-semibold text-ink" : "text-ink-2",
            )}
          >
            <Preview row={row} />
          </span>
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
function Preview({ row: { preview } }: { row: ConversationRow }) {
  if (!preview) return "No message yet";
  if (preview.isDeleted) return "Message deleted";
  return (
    <>
      {preview.isMine && "You: "}
      <bdi>{preview.text || preview.fileName}</bdi>
    </>
  );
}

/** What can be done with a conversation without opening it. */
function RowMenu({ row }: { row: ConversationRow }) {
  const isUnread = row.unreadCount > 0 || row.isMarkedUnread;
  return (
    <Menu
      trigger={
        <IconButton
          label={`Actions for the conversation with ${isolate(row.other.name)}`}
          className="size-7! text-ink-3 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 data-popup-open:opacity-100 touch:opacity-100"
        >
          <Ellipsis aria-hidden="true" className="size-4" />
        </IconButton>
      }
    >
      {({ MenuItem }) => (
        <>
          <MenuItem onSelect={() => archive(row)}>
            {row.isArchived ? (
              <ArchiveRestore aria-hidden="true" className="size-4" />
            ) : (
              <Archive aria-hidden="true" className="size-4" />
            )}
            {row.isArchived ? "Move back to the inbox" : "Archive"}
          </MenuItem>
          {!isUnread && (
            <MenuItem onSelect={() => markUnread(row)}>
              <MailOpen aria-hidden="true" className="size-4" />
              Mark unread
            </MenuItem>
          )}
        </>
      )}
    </Menu>
  );
}

"use client";

import { Archive, ArchiveRestore, Ellipsis, MailOpen } from "lucide-react";
import { IconButton } from "#components/ui/button";
import { Menu, MenuItem } from "#components/ui/menu";
import type { ConversationRow } from "#lib/conversations/schema";
import { useFiling } from "./filing.tsx";

/** What can be done with a conversation without opening it. */
export function RowMenu({ row }: { row: ConversationRow }) {
  const { archive, markUnread } = useFiling();
  const isUnread = row.unreadCount > 0 || row.isMarkedUnread;
  return (
    <Menu
      trigger={
        <IconButton
          label={`Actions for the conversation with ${row.other.name}`}
          className="size-7! text-ink-3 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 data-popup-open:opacity-100 touch:opacity-100"
        >
          <Ellipsis aria-hidden="true" className="size-4" />
        </IconButton>
      }
    >
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
    </Menu>
  );
}

"use client";

import { Copy, Ellipsis, Flag, Pencil, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { IconButton } from "#components/ui/button";
import { useClock } from "#components/ui/clock";
import { Menu, MenuItem } from "#components/ui/menu";
import { showToast } from "#components/ui/toast";
import { isChangeable } from "#lib/conversations/policy";
import type { MessageView } from "#lib/conversations/schema";
import { ReportDialog } from "./report-dialog.tsx";

/** What can be done with one message. */
export function MessageMenu({
  message,
  isMine,
  author,
  onEdit,
  onDelete,
}: {
  message: MessageView;
  isMine: boolean;
  author: string;
  onEdit: () => void;
  onDelete: () => void;
}) {
  const { now } = useClock();
  const [isReporting, setReporting] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const { conversationId, seq, body, createdAt } = message;
  const canChange = isMine && isChangeable(new Date(createdAt), now);
  const copy = async () => {
    await navigator.clipboard.writeText(body);
    showToast("Copied");
  };
  if (!body && isMine && !canChange) return null;
  return (
    <>
      <Menu
        align={isMine ? "end" : "start"}
        trigger={
          <IconButton
            ref={trigger}
            label={`Actions for ${isMine ? "your message" : `this message of ${author}`}`}
            className="size-7! text-ink-3 opacity-0 group-focus-within/message:opacity-100 group-hover/message:opacity-100 data-popup-open:opacity-100"
          >
            <Ellipsis aria-hidden="true" className="size-4" />
          </IconButton>
        }
      >
        {canChange && (
          <>
            <MenuItem onSelect={onEdit}>
              <Pencil aria-hidden="true" className="size-4" />
              Edit
            </MenuItem>
            <MenuItem onSelect={onDelete}>
              <Trash2 aria-hidden="true" className="size-4" />
              Delete…
            </MenuItem>
          </>
        )}
        {body && (
          <MenuItem onSelect={copy}>
            <Copy aria-hidden="true" className="size-4" />
            Copy the text
          </MenuItem>
        )}
        {!isMine && (
          <MenuItem onSelect={() => setReporting(true)}>
            <Flag aria-hidden="true" className="size-4" />
            Report this message…
          </MenuItem>
        )}
      </Menu>
      {!isMine && (
        <ReportDialog
          isOpen={isReporting}
          onOpenChange={setReporting}
          returnFocusTo={trigger}
          conversationId={conversationId}
          seq={seq}
          name={author}
        />
      )}
    </>
  );
}

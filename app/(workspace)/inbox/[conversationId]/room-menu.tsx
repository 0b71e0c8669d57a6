"use client";

import { Archive, ArchiveRestore, Ban, Ellipsis, Flag, MailOpen } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useConversationActions } from "#components/conversations/use-conversation-actions";
import { IconButton } from "#components/ui/button";
import { Menu, MenuItem, MenuLine } from "#components/ui/menu";
import { showToast } from "#components/ui/toast";
import type { ConversationView } from "#lib/conversations/schema";
import { useFiling } from "../filing.tsx";
import { BlockDialog } from "./block-dialog.tsx";
import { failureText } from "./failure-text.tsx";
import { ReportDialog } from "./report-dialog.tsx";

/** What can be done with the conversation as a whole. */
export function RoomMenu({ view }: { view: ConversationView }) {
  const { conversationId, other, isArchived, writingRefusal } = view;
  const { setBlocked } = useConversationActions();
  const { archive, markUnread } = useFiling();
  const router = useRouter();
  const trigger = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<"report" | "block" | null>(null);
  const dialog = (name: "report" | "block") => ({
    isOpen: opened === name,
    onOpenChange: (isOpen: boolean) => setOpened(isOpen ? name : null),
    returnFocusTo: trigger,
  });
  const unblock = async () => {
    try {
      await setBlocked(other.userId, false);
      showToast(`${other.name} is no longer blocked`);
    } catch (error) {
      showToast("Not unblocked", failureText(error));
    }
  };
  return (
    <>
      <Menu
        trigger={
          <IconButton ref={trigger} label="Actions for this conversation">
            <Ellipsis aria-hidden="true" className="size-5" />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => archive(view)}>
          {isArchived ? (
            <ArchiveRestore aria-hidden="true" className="size-4" />
          ) : (
            <Archive aria-hidden="true" className="size-4" />
          )}
          {isArchived ? "Move back to the inbox" : "Archive"}
        </MenuItem>
        <MenuItem
          onSelect={() => {
            markUnread(view);
            router.push("/inbox", { scroll: false });
          }}
        >
          <MailOpen aria-hidden="true" className="size-4" />
          Mark unread
        </MenuItem>
        <MenuLine />
        <MenuItem onSelect={() => setOpened("report")}>
          <Flag aria-hidden="true" className="size-4" />
          Report…
        </MenuItem>
        {writingRefusal === "blocked_by_me" ? (
          <MenuItem onSelect={unblock}>
            <Ban aria-hidden="true" className="size-4" />
            Unblock {other.name}
          </MenuItem>
        ) : (
          <MenuItem onSelect={() => setOpened("block")}>
            <Ban aria-hidden="true" className="size-4" />
            Block {other.name}…
          </MenuItem>
        )}
      </Menu>
      <ReportDialog {...dialog("report")} conversationId={conversationId} name={other.name} />
      <BlockDialog {...dialog("block")} other={other} />
    </>
  );
}

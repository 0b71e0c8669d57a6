"use client";
"use no memo";

import {
  Archive,
  ArchiveRestore,
  ArrowLeft,
  Ban,
  Ellipsis,
  Flag,
  MailOpen,
  PanelRight,
} from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { type ReactNode, useRef, useState } from "react";
import { Avatar } from "#components/ui/avatar";
import { Button, IconButton } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { Menu } from "#components/ui/menu";
import { lazyPart, OpenedLater } from "#components/ui/on-demand";
import { Sheet } from "#components/ui/sheet";
import { showToast } from "#components/ui/toast";
import { conversationActions } from "#lib/conversations/client/actions";
import type { ConversationView } from "#lib/conversations/schema";
import { previewPath } from "#lib/files/paths";
import { isolate } from "#lib/text";
import { archive, failureText, markUnread } from "../filing.tsx";
import { formatAsked, parseAsked } from "../inbox-address.tsx";

const BlockDialog = lazyPart(() => import("./block-dialog.tsx"));

/**
 * The other person and the subject; on a phone, the way back; and the job or contract where there is no room beside the
 * messages.
 */
export function RoomHeader({ view, aside }: { view: ConversationView; aside: ReactNode }) {
  const { other, jobTitle } = view;
  const query = formatAsked(parseAsked(useSearchParams()));
  return (
    <header className="flex min-h-[69px] flex-none items-center gap-3 border-b border-line py-2.5 pr-2.5 pl-2 md:pl-[18px] lg:pr-7 lg:pl-9">
      <Link
        href={`/inbox${query}`}
        scroll={false}
        aria-label="Back to the inbox"
        className="grid size-11 flex-none place-items-center rounded text-ink md:hidden"
      >
        <ArrowLeft aria-hidden="true" className="size-5" />
      </Link>
      <Avatar
        name={other.name}
        src={other.avatarFileId && previewPath(other.avatarFileId)}
        className="max-md:-ml-1.5 lg:hidden"
      />
      <div className="min-w-0 flex-1">
        <h1 className="truncate font-text text-base font-semibold tracking-normal">
          <Link href={profilePath(view)} className="rounded-sm hover:underline">
            <bdi>{other.name}</bdi>
          </Link>
        </h1>
        <p className="truncate text-sm text-ink-2">
          <bdi>{jobTitle}</bdi>
        </p>
      </div>
      <div className="flex flex-none items-center gap-1">
        <div className="lg:hidden">
          <Sheet
            title="Details"
            trigger={
              <Button size="sm" variant="quiet" className="max-sm:px-2">
                <PanelRight aria-hidden="true" className="size-4 max-sm:hidden" />
                {view.contractId ? "Contract" : view.proposalId ? "Proposal" : "Job"}
              </Button>
            }
          >
            {aside}
          </Sheet>
        </div>
        <RoomMenu view={view} />
      </div>
    </header>
  );
}

function profilePath({ other }: ConversationView) {
  return other.role === "client"
    ? (`/clients/${other.handle}` as const)
    : (`/freelancers/${other.handle}` as const);
}

/** What can be done with the conversation as a whole. */
function RoomMenu({ view }: { view: ConversationView }) {
  const { conversationId, other, isArchived, writingRefusal } = view;
  const router = useRouter();
  const trigger = useRef<HTMLButtonElement>(null);
  const [isBlocking, setBlocking] = useState(false);
  const unblock = async () => {
    try {
      await conversationActions.setBlocked(other.userId, false);
      showToast(`${isolate(other.name)} is no longer blocked`);
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
        {({ MenuItem, MenuLine, MenuLink }) => (
          <>
            <MenuItem onSelect={() => archive(view)}>
              {isArchived ? (
                <ArchiveRestore aria-hidden="true" className="size-4" />
              ) : (
                <Archive aria-hidden="true" className="size-4" />
              )}
              {isArchived ? "Move back to the inbox" : "Archive"}
            </MenuItem>
            <MenuItem
              onSelect={async () => {
                // First, so that a desk does not open it again.
                await markUnread(view);
                router.push("/inbox", { scroll: false });
              }}
            >
              <MailOpen aria-hidden="true" className="size-4" />
              Mark unread
            </MenuItem>
            <MenuLine />
            <MenuLink href={`/report/${conversationId}`}>
              <Flag aria-hidden="true" className="size-4" />
              Report…
            </MenuLink>
            {writingRefusal === "blocked_by_me" ? (
              <MenuItem onSelect={unblock}>
                <Ban aria-hidden="true" className="size-4" />
                Unblock <bdi>{other.name}</bdi>
              </MenuItem>
            ) : (
              <MenuItem onSelect={() => setBlocking(true)}>
                <Ban aria-hidden="true" className="size-4" />
                Block <bdi>{other.name}</bdi>…
              </MenuItem>
            )}
          </>
        )}
      </Menu>
      <OpenedLater isOpen={isBlocking}>
        <BlockDialog
          isOpen={isBlocking}
          onOpenChange={setBlocking}
          returnFocusTo={trigger}
          other={other}
        />
      </OpenedLater>
    </>
  );
}

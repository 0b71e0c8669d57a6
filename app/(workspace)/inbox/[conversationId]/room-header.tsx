"use client";

import { ArrowLeft, PanelRight } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { Avatar } from "#components/ui/avatar";
import { Button } from "#components/ui/button";
import { Sheet } from "#components/ui/dialog";
import type { ConversationView } from "#lib/conversations/schema";
import { previewPath } from "#lib/files/schema";
import { formatAsked, parseAsked } from "../inbox-address.tsx";
import { RoomMenu } from "./room-menu.tsx";

/** With whom, about what; the way back on a phone, and what it is about where no room is beside the messages. */
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
            {other.name}
          </Link>
        </h1>
        <p className="truncate text-sm text-ink-2">{jobTitle}</p>
      </div>
      <div className="flex flex-none items-center gap-1">
        <div className="lg:hidden">
          <Sheet
            title="What it is about"
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

import Link from "next/link";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button";
import type { InboxAsked } from "./inbox-address.tsx";

type Viewer = "client" | "freelancer";

/** Why this list shows nothing, and what will be in it. */
export function InboxEmpty({ filter, q, viewerRole }: InboxAsked & { viewerRole: Viewer }) {
  if (q) {
    return (
      <Note title="Nothing found">
        No{filter === "all" ? "" : ` ${filter}`} conversation has “{q}” in its name, its job or its
        latest message.
        <p className="mt-3">
          <Link href="/inbox" replace scroll={false} className="link">
            Show all conversations
          </Link>
        </p>
      </Note>
    );
  }
  switch (filter) {
    case "unread":
      return <Note title="All read">New messages stand here until you have read them.</Note>;
    case "archived":
      return (
        <Note title="Nothing archived">
          What you archive leaves the inbox and stays here. A new message brings it back.
        </Note>
      );
    case "all":
      return <NoConversations viewerRole={viewerRole} />;
  }
}

/** For somebody who has never had a conversation: the one thing that begins it. */
function NoConversations({ viewerRole }: { viewerRole: Viewer }) {
  return viewerRole === "client" ? (
    <Note title="No conversations yet">
      <p>
        You can write to a freelancer as soon as they offer to do your job, or invite one from their
        profile.
      </p>
      <ButtonLink href="/my-jobs" size="sm" className="mt-4">
        See your jobs
      </ButtonLink>
    </Note>
  ) : (
    <Note title="No conversations yet">
      <p>
        You can write to a client as soon as you have applied to their job. Clients can also invite
        you and write first.
      </p>
      <ButtonLink href="/jobs" size="sm" className="mt-4">
        Find a job
      </ButtonLink>
    </Note>
  );
}

function Note({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="px-[18px] py-10 md:px-[25px]">
      <p className="font-display text-xl">{title}</p>
      <div className="mt-1.5 text-sm text-ink-2">{children}</div>
    </div>
  );
}

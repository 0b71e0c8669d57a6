import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { type ReactNode, Suspense } from "react";
import { listInbox } from "#lib/conversations/queries";
import { pageActor } from "#lib/page";
import { PATH_HEADER } from "#lib/request-headers";
import { formatAsked, parseAsked } from "./inbox-address.tsx";
import { InboxEmpty, NoConversations } from "./inbox-empty.tsx";
import { InboxFrame } from "./inbox-frame.tsx";
import { InboxList } from "./inbox-list.tsx";
import { FirstRows } from "./inbox-row.tsx";
import { RowsSkeleton } from "./inbox-skeleton.tsx";

export const metadata: Metadata = { title: "Inbox" };

/** The list stays while conversations are opened beside it, or over it on a phone. */
export default function InboxLayout({ children }: { children: ReactNode }) {
  return (
    <InboxFrame
      list={
        <InboxList
          first={
            <Suspense fallback={<RowsSkeleton />}>
              <NewestRows />
            </Suspense>
          }
          whenEmpty={
            <Suspense fallback={null}>
              <WhenEmpty />
            </Suspense>
          }
        />
      }
    >
      {children}
    </InboxFrame>
  );
}

/** The list as it is when the page is loaded: all there is without scripts, and the first look with them. */
async function NewestRows() {
  const actor = await pageActor();
  if (actor.role === "admin") notFound();
  const address = new URL((await headers()).get(PATH_HEADER) ?? "/inbox", "http://inbox");
  const asked = parseAsked(address.searchParams);
  const { rows } = await listInbox(actor, asked);
  if (rows.length === 0) {
    const isBare = asked.filter === "all" && !asked.q;
    return isBare ? <NoConversations viewerRole={actor.role} /> : <InboxEmpty {...asked} />;
  }
  return <FirstRows rows={rows} query={formatAsked(asked)} />;
}

async function WhenEmpty() {
  const { role } = await pageActor();
  return role === "admin" ? null : <NoConversations viewerRole={role} />;
}

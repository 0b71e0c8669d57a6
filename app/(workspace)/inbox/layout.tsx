import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { isStaff } from "#lib/auth/staff";
import { listFoundMessages } from "#lib/conversations/queries/found-messages";
import { listInbox } from "#lib/conversations/queries/inbox";
import { pageActor } from "#lib/edge/page";
import { PATH_HEADER } from "#lib/edge/request-headers";
import { parseAsked } from "./inbox-address.tsx";
import { InboxFrame, InboxList } from "./inbox-list.tsx";
import type { FirstInbox } from "./list-states.tsx";

export const metadata: Metadata = { title: "Inbox" };

/** The list stays while conversations are opened beside it, or over it on a phone. */
export default function InboxLayout({ children }: { children: ReactNode }) {
  return <InboxFrame list={<InboxList first={loadFirst()} />}>{children}</InboxFrame>;
}

async function loadFirst(): Promise<FirstInbox> {
  const actor = await pageActor();
  if (isStaff(actor.role)) notFound();
  const address = new URL((await headers()).get(PATH_HEADER) ?? "/inbox", "http://inbox");
  const asked = parseAsked(address.searchParams);
  const [{ rows }, { found }] = await Promise.all([
    listInbox(actor, asked),
    listFoundMessages(actor, asked),
  ]);
  return { rows, found, viewerRole: actor.role };
}

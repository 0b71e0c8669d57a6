"use client";
"use no memo";

import { useEffect, useEffectEvent } from "react";
import { isLeaving } from "#components/layout/leaving-state";
import { showBell, showUnread } from "#components/layout/unread";
import { beginSession, beginWithout, type InboxFrame } from "#lib/conversations/client/session";
import type { InboxStart } from "#lib/conversations/client/store";
import type { Id } from "#lib/ids";
import { FollowNews } from "./follow-news.tsx";
import { SeePage } from "./see-page.tsx";

const FRAME: InboxFrame = { showUnread, showBell, isLeaving };

/**
 * Runs the signed-in person's inbox in this document, on every page, and keeps the pages up to date. When nobody is
 * signed in any more, it removes what the last person left. `start` is what the server knew when it rendered the frame.
 */
export default function InboxProvider({
  viewerId,
  deviceKey,
  start,
}: {
  viewerId: Id<"usr"> | null;
  /** Opens what this person has left on the device. */
  deviceKey: string;
  start: InboxStart | null;
}) {
  const begin = useEffectEvent((id: Id<"usr"> | null) => {
    if (id) beginSession({ viewerId: id, deviceKey, start }, FRAME);
    else beginWithout(FRAME);
  });
  useEffect(() => {
    begin(viewerId);
  }, [viewerId]);
  return (
    viewerId && (
      <>
        <FollowNews />
        <SeePage />
      </>
    )
  );
}

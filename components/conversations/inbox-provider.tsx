"use client";

import { useEffect, useEffectEvent } from "react";
import { onLeaving } from "#components/layout/leaving";
import type { Id } from "#lib/ids";
import type { FeedStart } from "./inbox-feed.ts";
import { beginSession, beginWithout, forgetPerson } from "./inbox-session.ts";

/**
 * Stands once in the frame and draws nothing. It runs the inbox of who is signed in, in this document, on every page;
 * with nobody here it removes what somebody has left. `start` is what the server knew when it rendered the frame.
 */
export function InboxProvider({
  viewerId,
  start,
}: {
  viewerId: Id<"usr"> | null;
  start: FeedStart | null;
}) {
  const begin = useEffectEvent((id: Id<"usr"> | null) => {
    if (id) beginSession(id, start);
    else beginWithout();
  });
  useEffect(() => {
    begin(viewerId);
  }, [viewerId]);
  useEffect(() => onLeaving(forgetPerson), []);
  return null;
}

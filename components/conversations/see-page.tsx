"use client";
"use no memo";

import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { useBell } from "#components/layout/unread";
import { mayBeAbout } from "#lib/notifications/policy";
import { tellRead } from "#lib/phone/client/tell-read";
import { useRunningInbox } from "./use-running-inbox.tsx";

/**
 * Rendered once, in the frame. Whatever page is in front of the person, what they were told of it is read: when they
 * come to it, and when they are told while they are there.
 */
export function SeePage() {
  const path = usePathname();
  const inbox = useRunningInbox();
  const unread = useBell(null);
  useEffect(() => {
    const look = () => {
      if (document.hidden) return;
      tellRead(path, unread === 0);
      if (!unread || !mayBeAbout(path)) return;
      inbox?.commands.seePage(path);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [inbox, path, unread]);
  return null;
}

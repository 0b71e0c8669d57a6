"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { untilServerIsThere } from "#lib/server-there";

/**
 * Shows the page anew, once the server is there: the framework replaces a page that it cannot refresh by what the
 * browser says about a server that is away, and everything on the page is gone. `isWanted` is asked in the last moment.
 */
export function useRefresh() {
  const router = useRouter();
  // Not a part of the transition: React would hold back every other navigation until the server is there.
  const [isWaiting, setWaiting] = useState(false);
  const [isLoading, startLoading] = useTransition();
  const refresh = async (isWanted: () => boolean = () => true) => {
    setWaiting(true);
    await untilServerIsThere();
    setWaiting(false);
    if (isWanted()) startLoading(() => router.refresh());
  };
  return { refresh, isRefreshing: isWaiting || isLoading };
}

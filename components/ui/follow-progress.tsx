"use client";

import { useEffect, useEffectEvent } from "react";
import { useRefresh } from "./use-refresh.tsx";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;

/** Shows the page anew while something is being done: less and less often, and not while nobody sees it. */
export function FollowProgress() {
  const { refresh } = useRefresh();
  const showAnew = useEffectEvent(() => {
    if (document.visibilityState === "visible") void refresh();
  });
  useEffect(() => {
    let waitMs = FIRST_WAIT_MS;
    const look = () => {
      showAnew();
      waitMs = Math.min(waitMs * 1.3, LONGEST_WAIT_MS);
      timer = setTimeout(look, waitMs);
    };
    let timer = setTimeout(look, waitMs);
    return () => clearTimeout(timer);
  }, []);
  return null;
}

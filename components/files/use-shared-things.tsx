"use client";

import { useEffect, useEffectEvent } from "react";
import type { SharedThings } from "#lib/phone/client/notices";
import { SHARED_HASH, takeSharedThings } from "#lib/phone/client/take-shared-things";

/** Gives this page what was shared with WorkHub, if the person has chosen it for that. */
export function useSharedThings(isWanted: boolean, give: (things: SharedThings) => void): void {
  const take = useEffectEvent(async () => {
    if (!isWanted || window.location.hash !== SHARED_HASH) return;
    // Before the answer: a reload must not ask again.
    const { pathname, search } = window.location;
    window.history.replaceState(window.history.state, "", pathname + search);
    const things = await takeSharedThings();
    if (things) give(things);
  });
  useEffect(() => {
    void take();
  }, []);
}

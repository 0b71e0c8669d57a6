"use client";
"use no memo";

import { usePathname } from "next/navigation";
import { use, useEffect, useEffectEvent, useRef } from "react";
import { FormOriginContext } from "#components/ui/form-origin";
import { useRefresh } from "#components/ui/use-refresh";
import { hasUnsentText } from "#lib/conversations/client/unsent-text";
import { followWorker, tellWhoIsHere } from "#lib/phone/client/follow-worker";
import { watchInstall } from "#lib/phone/client/install";

/**
 * Rendered once, in the root layout. Puts the service worker in charge. A page that it showed as it was read before
 * comes up to date when the connection is back; then the line that says so goes.
 */
export function AppWorker() {
  const { refresh, isRefreshing } = useRefresh();
  const isAsked = useRef(false);
  const comeBack = useEffectEvent(() => {
    if (isRefreshing) return;
    void refresh(() => {
      // The line itself says how to load the page again.
      isAsked.current = findNote() !== null && !hasUnsentText();
      return isAsked.current;
    });
  });
  const { viewer } = use(FormOriginContext);
  const deviceKey = viewer?.deviceKey ?? "";
  useEffect(followWorker, []);
  useEffect(() => tellWhoIsHere(deviceKey), [deviceKey]);
  useEffect(watchInstall, []);
  useEffect(() => {
    // The connection may be back before the scripts are here, and a server that was slow may answer by now.
    if (findNote() && navigator.onLine) comeBack();
    window.addEventListener("online", comeBack);
    return () => window.removeEventListener("online", comeBack);
  }, []);
  useEffect(() => {
    if (isRefreshing || !isAsked.current) return;
    isAsked.current = false;
    findNote()?.remove();
  }, [isRefreshing]);
  // The router has brought another page, so that one is from the server.
  const path = usePathname();
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current !== path) findNote()?.remove();
    shown.current = path;
  }, [path]);
  return null;
}

function findNote(): Element | null {
  return document.querySelector("as-of-note");
}

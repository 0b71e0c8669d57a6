"use client";
"use no memo";

import { useEffect, useEffectEvent, useState } from "react";
import { lazyPart, OpenedLater } from "#components/ui/on-demand";
import { useRefresh } from "#components/ui/use-refresh";
import { hasUnsentText, watchTyping } from "#lib/conversations/client/unsent-text";
import { useRunningInbox } from "./use-running-inbox.tsx";

const HeldNews = lazyPart(() => import("./held-news.tsx"));

/** One transaction's news is often followed by more. */
const GATHER_MS = 150;
/** How often a page that waits for a text looks whether the text is still there. */
const LOOK_MS = 500;

/**
 * Rendered once, in the frame. Refreshes the open page whenever something has happened to this person's jobs, contracts
 * or money; what is open, scrolled and focused stays. When a refresh could remove a form with text in it, it asks
 * first.
 */
export function FollowNews() {
  const inbox = useRunningInbox();
  const [isOutdated, setOutdated] = useState(false);
  const [isHeld, setHeld] = useState(false);
  const { refresh, isRefreshing } = useRefresh();

  const show = () => {
    setOutdated(false);
    setHeld(false);
    void refresh();
  };
  const holdOrShow = () => {
    const isTextThere = hasUnsentText();
    setHeld(isTextThere);
    return !isTextThere;
  };
  const follow = useEffectEvent(() => {
    if (document.hidden || !holdOrShow()) return;
    setOutdated(false);
    // Something may be written while the server is away.
    void refresh(holdOrShow);
  });

  useEffect(() => inbox?.store.news.add(() => setOutdated(true)), [inbox]);
  useEffect(watchTyping, []);
  // One at a time: news that arrives while a page is loading causes one more refresh afterwards.
  useEffect(() => {
    if (!isOutdated || isRefreshing) return;
    const timer = setTimeout(follow, GATHER_MS);
    document.addEventListener("visibilitychange", follow);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", follow);
    };
  }, [isOutdated, isRefreshing]);

  // The text is sent or deleted, or its page is left: nothing is there any more to wait for.
  const showIfFree = useEffectEvent(() => {
    if (!hasUnsentText()) show();
  });
  useEffect(() => {
    if (!isHeld) return;
    const timer = setInterval(showIfFree, LOOK_MS);
    return () => clearInterval(timer);
  }, [isHeld]);

  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 top-[72px] z-30 flex justify-center"
    >
      <OpenedLater isOpen={isHeld}>{isHeld && <HeldNews show={show} />}</OpenedLater>
    </div>
  );
}

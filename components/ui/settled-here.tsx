"use client";

import { type ReactNode, useRef } from "react";
import { cn } from "./cn.tsx";
import { useOncePer } from "./focus-move.tsx";

/**
 * Keeps the reader's place after their own step: what replaces the form takes the form's focus and is read out. What
 * the other side does meanwhile moves nothing.
 */
export function SettledHere({
  state,
  isInReach = false,
  children,
}: {
  state: string;
  /** On a phone it stays at the bottom of the screen, within reach of the thumb. */
  isInReach?: boolean;
  children: ReactNode;
}) {
  const box = useRef<HTMLElement>(null);
  const shown = useRef<string | null>(null);
  /** Also true once the focused control is gone: React reports no blur for it. */
  const isInside = useRef(false);
  useOncePer(state, () => {
    const isFirst = shown.current === null;
    shown.current = state;
    if (isFirst || !isInside.current) return;
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "nearest" });
  });
  return (
    <section
      ref={box}
      id="next"
      aria-label="What you can do now"
      tabIndex={-1}
      onFocus={() => {
        isInside.current = true;
      }}
      onBlur={(event) => {
        isInside.current = event.currentTarget.contains(event.relatedTarget);
      }}
      className={cn(
        "scroll-mt-24 space-y-6 outline-none empty:hidden",
        isInReach && "max-md:in-reach",
      )}
    >
      {children}
    </section>
  );
}

"use client";

import { type ReactNode, useEffect, useRef } from "react";

/**
 * Keeps the reader's place when a step has been taken: what replaces the form takes the focus that the form had,
 * and is read out.
 */
export function SettledHere({ state, children }: { state: string; children: ReactNode }) {
  const box = useRef<HTMLElement>(null);
  const shown = useRef(state);
  useEffect(() => {
    if (shown.current === state) return;
    shown.current = state;
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "nearest" });
  }, [state]);
  return (
    <section
      ref={box}
      id="next"
      aria-label="What you can do now"
      tabIndex={-1}
      className="scroll-mt-24 space-y-6 outline-none empty:hidden"
    >
      {children}
    </section>
  );
}

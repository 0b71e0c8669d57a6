"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** Whether this search is saved. When it has just been, the focus, whose form is gone, moves to the line that says so. */
export function ThisSearch({ savedAs, children }: { savedAs: string | null; children: ReactNode }) {
  const line = useRef<HTMLParagraphElement>(null);
  const was = useRef(savedAs);
  useEffect(() => {
    const isNew = savedAs !== null && was.current === null;
    was.current = savedAs;
    if (isNew && document.activeElement === document.body) line.current?.focus();
  }, [savedAs]);
  if (savedAs === null) return children;
  return (
    <p ref={line} tabIndex={-1} role="status" className="rounded text-ink-2 outline-offset-4">
      This search is saved as <bdi className="font-semibold text-ink">{savedAs}</bdi>.
    </p>
  );
}

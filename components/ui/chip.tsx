"use no memo";

import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

/** The look of a chip, for a trigger of a popover or a label. */
export function chipClass(isOn = false): string {
  return cn(
    "inline-flex min-h-[30px] items-center gap-1.5 rounded-full border px-2.5 text-sm whitespace-nowrap transition-colors",
    "touch:min-h-11 touch:px-3.5",
    isOn
      ? "border-accent bg-accent-wash text-accent hover:bg-sheet forced-colors:chosen"
      : "border-line bg-sheet text-ink-2 hover:border-edge hover:text-ink",
  );
}

/** A word that is only shown: a skill. */
export function Chip({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={cn(
        "inline-flex min-h-[26px] max-w-full items-center rounded-full border border-line bg-sheet px-2.5 text-sm text-ink-2",
        className,
      )}
    >
      {children}
    </span>
  );
}

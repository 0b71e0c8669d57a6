"use no memo";

import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

/** Money states have their own colours; everything that is not money is `plain`, `strong` or `accent`. */
export type MoneyTone = "available" | "held" | "paid" | "refunded" | "disputed";
export type TagTone = MoneyTone | "plain" | "strong" | "accent";

const tones: Record<TagTone, string> = {
  plain: "bg-sunk text-ink-2 ring-line",
  strong: "bg-ink text-paper ring-ink",
  accent: "bg-accent-wash text-accent ring-transparent",
  available: "bg-available-wash text-available ring-transparent",
  held: "bg-held-wash text-held ring-transparent",
  paid: "bg-paid-wash text-paid ring-transparent",
  refunded: "bg-refunded-wash text-refunded ring-transparent",
  disputed: "bg-disputed-wash text-disputed ring-transparent",
};

/** A state in one or two words, or an amount with its state: "€1,240.00 held". */
export function Tag({
  tone = "plain",
  className,
  children,
}: {
  tone?: TagTone;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={cn(
        "num inline-flex items-center gap-1 rounded-sm px-2 py-0.5 text-xs font-semibold ring-1 ring-inset",
        "forced-colors:border",
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}

/** How many are waiting: "2" next to Inbox. Say what is counted in `label`. */
export function CountDot({ count, label }: { count: number; label: string }) {
  if (count === 0) return null;
  const shown = count > 99 ? "99+" : count;
  return (
    <span className="num inline-grid h-[18px] min-w-[18px] place-items-center rounded-full bg-accent px-1 text-[0.6875rem] font-bold text-accent-ink forced-colors:border">
      <span aria-hidden="true">{shown}</span>
      <span className="sr-only">
        {shown} {label}
      </span>
    </span>
  );
}

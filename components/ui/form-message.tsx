"use no memo";

import { Check, Info } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

/** A sentence about what just happened (`done`) or what to know before continuing (`note`). */
export function FormMessage({
  tone = "done",
  className,
  children,
}: {
  tone?: "done" | "note";
  className?: string;
  children: ReactNode;
}) {
  const Icon = tone === "done" ? Check : Info;
  return (
    <div
      className={cn(
        "flex gap-2.5 rounded bg-accent-wash px-4 py-3 text-[0.875rem] text-ink",
        className,
      )}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4 flex-none text-accent" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}

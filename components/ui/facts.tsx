"use no memo";

import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

export type Fact = { label: string; value: ReactNode; note?: ReactNode };

/** Up to four facts side by side between hairlines; two by two on phones, and in a narrow column. */
export function Facts({
  facts,
  isNarrow = false,
  className,
}: {
  facts: readonly Fact[];
  isNarrow?: boolean;
  className?: string;
}) {
  return (
    <dl
      className={cn(
        "facts grid grid-cols-2 gap-y-3 border-y border-line py-3.5",
        !isNarrow && "sm:auto-cols-fr sm:grid-flow-col sm:grid-cols-none sm:gap-y-0",
        className,
      )}
    >
      {facts.map((fact) => (
        <div
          key={fact.label}
          className={cn(
            "min-w-0 pr-4",
            isNarrow
              ? "even:border-l even:border-line even:pl-4"
              : "sm:border-line sm:not-first:border-l sm:not-first:pl-4",
          )}
        >
          <dt className="eyebrow">{fact.label}</dt>
          <dd className="text-lg font-semibold tabular-nums">{fact.value}</dd>
          {fact.note && <dd className="text-sm text-ink-3">{fact.note}</dd>}
        </div>
      ))}
    </dl>
  );
}

import type { ReactNode } from "react";
import { Amount } from "#components/ui/amount";
import { cn } from "#components/ui/cn";
import type { MoneyTone } from "#components/ui/tag";
import type { Cents } from "#lib/money";

export type Figure = { label: string; cents: Cents; note: ReactNode; tone?: MoneyTone };

/** A wallet is never one number: available, held, this month, on its way. */
export function FourFigures({
  figures,
  className,
}: {
  figures: readonly [Figure, Figure, Figure, Figure];
  className?: string;
}) {
  return (
    <dl className={cn("grid grid-cols-2 lg:grid-cols-4", className)}>
      {figures.map((figure) => (
        <div
          key={figure.label}
          // The labels, amounts and notes of neighbours are on the same lines, whichever of them wraps.
          className="row-span-3 mb-6 grid grid-rows-subgrid border-line py-1 pr-3 even:border-l even:pl-4 nth-last-[-n+2]:mb-0 lg:mb-0 lg:pr-6 lg:not-first:border-l lg:not-first:pl-6"
        >
          <dt className="eyebrow self-end">{figure.label}</dt>
          <dd className="font-display text-[clamp(1.375rem,5.6vw,2rem)] leading-tight font-medium tracking-tight">
            <Amount cents={figure.cents} tone={figure.tone} />
          </dd>
          <dd className="text-sm text-ink-3">{figure.note}</dd>
        </div>
      ))}
    </dl>
  );
}

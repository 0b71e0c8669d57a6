import type { ReactNode } from "react";
import { Amount } from "#components/ui/amount";
import { cn } from "#components/ui/cn";
import type { MoneyTone } from "#components/ui/tag";
import type { Cents } from "#lib/money";

export type ReceiptLine = {
  label: string;
  /** An amount, or anything else that belongs on a receipt. */
  cents?: Cents;
  text?: ReactNode;
};

/** What moved, with whom, gross, fee, net, and the balance after. */
export function Receipt({
  title,
  totalLabel,
  totalCents,
  tone,
  lines,
  reference,
  footer,
  className,
}: {
  /** "Payment received", "Withdrawal". */
  title: ReactNode;
  totalLabel: string;
  totalCents: Cents;
  tone?: MoneyTone;
  lines: readonly ReceiptLine[];
  /** The id that support and the ledger know it by. */
  reference?: string;
  footer?: ReactNode;
  className?: string;
}) {
  return (
    <section className={cn("max-w-lg rounded border border-line bg-sheet p-5 sm:p-6", className)}>
      <h2 className="text-xl">{title}</h2>
      <p className="mt-4 eyebrow">{totalLabel}</p>
      <p className="font-display text-3xl font-medium tracking-tight">
        <Amount cents={totalCents} tone={tone} />
      </p>
      <dl className="mt-5 divide-y divide-line border-y border-line text-sm">
        {lines.map((line) => (
          <div key={line.label} className="flex items-baseline justify-between gap-6 py-2.5">
            <dt className="text-ink-2">{line.label}</dt>
            <dd className="min-w-0 text-right">
              {line.cents === undefined ? line.text : <Amount cents={line.cents} />}
            </dd>
          </div>
        ))}
      </dl>
      {reference && (
        <p className="mt-3 text-xs text-ink-3">
          Reference <code className="select-all break-all">{reference}</code>
        </p>
      )}
      {footer && <div className="mt-5">{footer}</div>}
    </section>
  );
}

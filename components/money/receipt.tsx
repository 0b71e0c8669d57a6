import type { ReactNode } from "react";
import { Amount } from "#components/ui/amount";
import { cn } from "#components/ui/cn";
import { CopyText } from "#components/ui/copy-text";
import type { MoneyTone } from "#components/ui/tag";
import type { Cents } from "#lib/money";

export type ReceiptLine = {
  label: string;
  /** An amount, or anything else that belongs on a receipt. */
  cents?: Cents;
  text?: ReactNode;
};

/** References for support and the ledger: nobody reads them, so they are short and come last. */
export type ReceiptReference = { label: string; text: string };

/** What it was, with whom, how much and when; then gross, fee, net, the balance after, and last the references. */
export function Receipt({
  title,
  withWhom,
  when,
  totalLabel,
  totalCents,
  tone,
  lines,
  references = [],
  footer,
  className,
}: {
  /** "Payment received", "Withdrawal". */
  title: ReactNode;
  /** "Northwind Trade, for Offline maps". */
  withWhom?: ReactNode;
  when?: ReactNode;
  totalLabel: string;
  totalCents: Cents;
  tone?: MoneyTone;
  lines: readonly ReceiptLine[];
  references?: readonly ReceiptReference[];
  footer?: ReactNode;
  className?: string;
}) {
  return (
    <section className={cn("max-w-lg rounded border border-line bg-sheet p-5 sm:p-6", className)}>
      <h2 className="text-xl">{title}</h2>
      {withWhom && (
        <p className="mt-1 text-ink-2">
          <bdi>{withWhom}</bdi>
        </p>
      )}
      <p className="mt-4 eyebrow">{totalLabel}</p>
      <p className="font-display text-3xl font-medium tracking-tight">
        <Amount cents={totalCents} tone={tone} />
      </p>
      {when && <p className="mt-0.5 text-sm text-ink-3">{when}</p>}
      <dl className="mt-5 divide-y divide-line border-y border-line text-sm">
        {lines.map((line) => (
          <div key={line.label} className="flex items-baseline justify-between gap-6 py-2.5">
            <dt className="text-ink-2">{line.label}</dt>
            <dd className="min-w-0 text-right">
              {line.cents === undefined ? <bdi>{line.text}</bdi> : <Amount cents={line.cents} />}
            </dd>
          </div>
        ))}
      </dl>
      {footer && <div className="mt-5">{footer}</div>}
      {references.length > 0 && (
        <dl
          className={cn(
            "flex flex-wrap gap-x-6 gap-y-1 pt-3 text-xs text-ink-2",
            footer && "mt-5 border-t border-line",
          )}
        >
          {references.map(({ label, text }) => (
            <div key={label} className="flex min-w-0 items-center gap-1.5">
              <dt>{label}</dt>
              <dd className="min-w-0">
                <CopyText label={label} text={text} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

"use no memo";

import { Amount } from "#components/ui/amount";
import { cn } from "#components/ui/cn";
import type { MoneyTone } from "#components/ui/tag";
import type { Cents } from "#lib/money";

export type BalanceChange = {
  /** Whose balance: "Available in your wallet", "Held for this job", "Ana M." */
  label: string;
  beforeCents: Cents;
  afterCents: Cents;
  tone?: MoneyTone;
};

/** Each balance that a movement touches, before and after it. For confirmations and receipts. */
export function BeforeAfter({
  caption = "What changes",
  changes,
  className,
}: {
  caption?: string;
  changes: readonly BalanceChange[];
  className?: string;
}) {
  return (
    <table className={cn("w-full max-w-lg text-sm", className)}>
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="eyebrow">
          <th scope="col" className="pb-1.5 text-left font-semibold">
            {caption}
          </th>
          <th scope="col" className="pb-1.5 pl-3 text-right font-semibold">
            Before
          </th>
          <th scope="col" className="pb-1.5 pl-3 text-right font-semibold">
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.label} className="border-t border-line">
            <th scope="row" className="py-2 text-left font-normal">
              {change.label}
            </th>
            <td className="py-2 pl-3 text-right">
              <Amount cents={change.beforeCents} />
            </td>
            <td className="py-2 pl-3 text-right font-semibold">
              <Amount cents={change.afterCents} tone={change.tone} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

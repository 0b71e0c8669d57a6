"use no memo";

import { type Cents, formatCents } from "#lib/money";
import { cn } from "./cn.tsx";
import type { MoneyTone } from "./tag.tsx";

const tones: Record<MoneyTone, string> = {
  available: "text-available",
  held: "text-held",
  paid: "text-paid",
  refunded: "text-refunded",
  disputed: "text-disputed",
};

/** An amount with its currency, in figures that line up, with a real minus sign. */
export function Amount({
  cents,
  tone,
  signed = false,
  className,
}: {
  cents: Cents;
  tone?: MoneyTone | undefined;
  /** Shows "+" before incoming amounts. */
  signed?: boolean;
  className?: string;
}) {
  return (
    <span className={cn("num", tone && tones[tone], className)}>
      {formatCents(cents, { signed })}
    </span>
  );
}

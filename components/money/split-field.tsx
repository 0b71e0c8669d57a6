"use client";

import { type FormEvent, useRef, useState } from "react";
import { MoneyInput } from "#components/ui/money-input";
import { type Cents, cents, formatCents, toTyped } from "#lib/money";
import { parseAmount } from "#lib/read-number";

/**
 * An exact amount, and beside it a slider for whoever would rather look for it. Without scripts there is the amount
 * alone.
 */
export function SplitField({
  heldCents,
  restTo,
  startCents = cents(Math.floor(heldCents / 2)),
  onShare,
}: {
  heldCents: Cents;
  restTo: string;
  /** What stands there at first; half of it unless it is given. */
  startCents?: Cents;
  /** Called with the amount that is typed or chosen; null while it is none. */
  onShare?: (share: Cents | null) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState<number | null>(startCents);
  const rest = share === null || share > heldCents ? null : cents(heldCents - share);
  const take = (value: number | null) => {
    setShare(value);
    onShare?.(value === null || value > heldCents ? null : cents(value));
  };
  const slide = (event: FormEvent<HTMLInputElement>) => {
    const value = Number(event.currentTarget.value);
    const field = box.current?.querySelector<HTMLInputElement>("input[inputmode]");
    take(value);
    if (!field) return;
    field.setRangeText(toTyped(cents(value)), 0, field.value.length);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const type = (event: FormEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLInputElement) || event.target.type === "range") return;
    take(parseAmount(event.target.value));
  };
  return (
    <div ref={box} onInput={type} className="space-y-3">
      <MoneyInput defaultValue={toTyped(startCents)} />
      <p className="hidden text-sm text-ink-2 noscript:block">The rest goes back to {restTo}.</p>
      <div className="noscript:hidden">
        <input
          type="range"
          aria-label="The same, on a slider"
          min={0}
          max={heldCents}
          step={Math.max(1, Math.floor(heldCents / 100))}
          value={share ?? 0}
          onChange={slide}
          className="w-full max-w-md accent-accent"
        />
        <p aria-live="polite" className="text-sm text-ink-2">
          {rest === null ? "" : `${formatCents(rest)} goes back to ${restTo}.`}
        </p>
      </div>
    </div>
  );
}

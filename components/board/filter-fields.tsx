"use client";
"use no memo";

import { controlClass } from "#components/ui/control";
import { type Cents, toDecimal } from "#lib/money";

/*
 * The fields of a board's filters, in the menus of a wide screen and in the sheet of a phone. Plain controls named after
 * the address's parameters, so their forms need no JavaScript.
 */

export function RangeFields({
  legend,
  minCents,
  maxCents,
}: {
  legend: string;
  minCents: Cents | null;
  maxCents: Cents | null;
}) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-[0.875rem] font-semibold">{legend}</legend>
      <div className="flex items-center gap-2">
        <RangeEnd name="min" label="At least" cents={minCents} />
        <span className="text-ink-3">to</span>
        <RangeEnd name="max" label="At most" cents={maxCents} />
      </div>
    </fieldset>
  );
}

function RangeEnd({ name, label, cents }: { name: string; label: string; cents: Cents | null }) {
  return (
    <input
      name={name}
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
      placeholder={label}
      defaultValue={cents ? toDecimal(cents) : ""}
      className={controlClass("num")}
    />
  );
}

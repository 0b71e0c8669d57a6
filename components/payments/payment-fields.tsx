"use client";

import { type MouseEvent, type ReactNode, useRef, useState } from "react";
import { BeforeAfter } from "#components/money/before-after";
import { chipClass } from "#components/ui/chip";
import { Field } from "#components/ui/field";
import { useFormField } from "#components/ui/form-context";
import { MoneyInput } from "#components/ui/money-input";
import { SubmitButton } from "#components/ui/submit-button";
import { type Cents, cents, formatCents, negateCents, sumCents, toDecimal } from "#lib/money";
import { parseAmount } from "#lib/read-number";

export type Preset = { label: string; cents: Cents };

/**
 * An amount with its effect on the balance as it is typed, and the button that names it. The presets are links to the
 * same page with the amount filled in, so they work before JavaScript arrives.
 */
export function PaymentFields({
  label,
  help,
  presets,
  path,
  initial,
  availableCents,
  direction,
  balanceLabel,
  submitLabel,
  emptyLabel,
  pendingLabel,
  children,
}: {
  label: string;
  help?: string;
  presets: readonly Preset[];
  /** Where the presets lead without JavaScript. */
  path: "/wallet/add-funds" | "/wallet/withdraw";
  initial: Cents | null;
  availableCents: Cents;
  direction: "in" | "out";
  balanceLabel: string;
  /** "Add", "Withdraw": the amount follows. */
  submitLabel: string;
  /** The same while there is no amount: "Add funds". */
  emptyLabel: string;
  pendingLabel: string;
  /** The fields between the amount and the button. */
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const sent = useFormField("amountCents").typed;
  const [typed, setTyped] = useState(sent ?? (initial === null ? "" : toDecimal(initial)));
  const amount = positive(parseAmount(typed));
  const after = afterMoving(availableCents, amount ?? cents(0), direction);

  function choose(event: MouseEvent, preset: Preset) {
    const input = box.current?.querySelector("input");
    if (!input) return;
    event.preventDefault();
    input.value = toDecimal(preset.cents);
    input.focus();
    // As if it were typed: the form keeps it and drops its errors about the amount.
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  return (
    <>
      <div
        ref={box}
        className="flex flex-col gap-3"
        onInput={(event) => {
          if (event.target instanceof HTMLInputElement) setTyped(event.target.value);
        }}
      >
        <Field name="amountCents" label={label} help={help}>
          <MoneyInput defaultValue={typed} />
        </Field>
        <ul className="flex flex-wrap gap-2">
          {presets.map((preset) => (
            <li key={preset.label}>
              <a
                href={`${path}?amount=${toDecimal(preset.cents)}`}
                className={chipClass(amount === preset.cents)}
                onClick={(event) => choose(event, preset)}
              >
                {preset.label}
              </a>
            </li>
          ))}
        </ul>
      </div>
      {children}
      {after === null ? (
        <p className="text-sm text-ink-2 noscript:hidden">
          That is more than the {formatCents(availableCents)} available.
        </p>
      ) : (
        <BeforeAfter
          className="noscript:hidden"
          changes={[{ label: balanceLabel, beforeCents: availableCents, afterCents: after }]}
        />
      )}
      <SubmitButton pendingLabel={pendingLabel} className="self-start">
        {amount === null ? emptyLabel : `${submitLabel} ${formatCents(amount)}`}
      </SubmitButton>
    </>
  );
}

/** An amount copied from a page may be negative; then nothing moves. */
function positive(amount: Cents | null): Cents | null {
  return amount !== null && amount > 0 ? amount : null;
}

/** The balance afterwards; null when it is too small. */
function afterMoving(available: Cents, amount: Cents, direction: "in" | "out"): Cents | null {
  if (direction === "in") return sumCents([available, amount]);
  return amount > available ? null : sumCents([available, negateCents(amount)]);
}

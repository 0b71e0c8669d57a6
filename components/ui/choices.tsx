"use client";

import type { ReactNode } from "react";
import { cn } from "./cn.tsx";
import { useField } from "./form-context.tsx";

export type Choice = {
  value: string;
  label: ReactNode;
  help?: ReactNode;
  /** At the end of the row: an amount, a term. */
  aside?: ReactNode;
};

/** A choice of one from a few, each explained: native radios inside a `<FieldGroup>`. */
export function RadioCards({
  choices,
  defaultValue,
  columns = 1,
}: {
  choices: readonly Choice[];
  defaultValue?: string;
  columns?: 1 | 2;
}) {
  const field = useField("RadioCards");
  const initial = field.typed ?? defaultValue;
  return (
    <div className={cn("grid gap-2", columns === 2 && "sm:grid-cols-2")}>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className={cn(
            "relative flex gap-3 rounded border border-edge bg-sheet p-3 transition-colors hover:border-ink-2",
            "has-checked:border-accent has-checked:bg-accent-wash has-checked:ring-1 has-checked:ring-accent",
            "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
          )}
        >
          <input
            type="radio"
            name={field.name}
            value={choice.value}
            defaultChecked={initial === choice.value}
            aria-describedby={choice.help ? `${field.id}-${choice.value}-help` : undefined}
            className="mt-0.5 size-4 flex-none outline-none"
          />
          <span className="min-w-0 flex-1">
            <span className="block font-semibold">{choice.label}</span>
            {choice.help && (
              <span id={`${field.id}-${choice.value}-help`} className="block text-sm text-ink-2">
                {choice.help}
              </span>
            )}
          </span>
          {choice.aside && <span className="num flex-none text-sm text-ink-2">{choice.aside}</span>}
        </label>
      ))}
    </div>
  );
}

/** A yes or no inside a `<FieldGroup>`; several with one name send several values. */
export function Checkbox({
  label,
  help,
  value = "on",
  defaultChecked,
}: {
  label: ReactNode;
  help?: ReactNode;
  value?: string;
  defaultChecked?: boolean;
}) {
  const field = useField("Checkbox");
  const sent = (field.typed ?? "").split(",").map((part) => part.trim());
  return (
    <label className="flex min-h-6 gap-2.5 py-1 touch:min-h-11 touch:py-2.5">
      <input
        type="checkbox"
        name={field.name}
        value={value}
        defaultChecked={field.cameBack ? sent.includes(value) : defaultChecked}
        aria-invalid={field.invalid || undefined}
        aria-describedby={field.describedBy}
        className="mt-0.5 size-[18px] flex-none"
      />
      <span className="min-w-0">
        {label}
        {help && <span className="block text-sm text-ink-2">{help}</span>}
      </span>
    </label>
  );
}

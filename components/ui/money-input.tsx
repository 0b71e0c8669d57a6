"use client";

import { CURRENCY_SIGN, cents, toDecimal } from "#lib/money";
import { cn } from "./cn.tsx";
import { controlClass } from "./control.tsx";
import { useField } from "./form-context.tsx";

/** An amount inside a `<Field>`, as decimal text ("1240.50"); the server parses it with `parseAmount`. */
export function MoneyInput({
  defaultValue,
  placeholder = toDecimal(cents(0)),
  suffix,
  className,
}: {
  defaultValue?: string;
  placeholder?: string;
  /** After the amount, e.g. "per hour". */
  suffix?: string;
  className?: string;
}) {
  const field = useField("MoneyInput");
  return (
    <span className={cn("relative flex max-w-60 items-center", className)}>
      <span aria-hidden="true" className="pointer-events-none absolute left-3 text-ink-2">
        {CURRENCY_SIGN}
      </span>
      <input
        id={field.id}
        name={field.name}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        placeholder={placeholder}
        defaultValue={field.typed ?? defaultValue}
        aria-required={field.required}
        aria-invalid={field.invalid || undefined}
        aria-describedby={field.describedBy}
        className={controlClass(
          cn(
            "num font-semibold placeholder:font-normal",
            CURRENCY_SIGN.length > 1 ? "pl-13" : "pl-8",
            suffix && "pr-20",
          ),
        )}
      />
      {suffix && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute right-3 text-sm text-ink-3"
        >
          {suffix}
        </span>
      )}
    </span>
  );
}

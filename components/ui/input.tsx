"use client";

import { type ComponentProps, useState } from "react";
import { CharacterCount, countTyped } from "./character-count.tsx";
import { controlClass } from "./control.tsx";
import { useField } from "./form-context.tsx";

type InputProps = Omit<
  ComponentProps<"input">,
  "id" | "name" | "required" | "value" | "aria-invalid" | "aria-describedby"
>;

/**
 * A line of text inside a `<Field>`. What was typed wins over `defaultValue` when the form comes back. With `maxLength`
 * it says what is left once that is little, and lets people type past it: the browser's own limit cuts silently.
 */
export function Input({ className, defaultValue, maxLength, onChange, ...rest }: InputProps) {
  const field = useField("Input");
  const initial = field.typed ?? defaultValue;
  const [length, setLength] = useState(() => countTyped(String(initial ?? "")));
  const isClose = maxLength !== undefined && maxLength - length <= Math.max(10, maxLength / 10);
  const input = (
    <input
      dir="auto"
      {...rest}
      id={field.id}
      name={field.name}
      defaultValue={initial}
      onChange={(event) => {
        if (maxLength !== undefined) setLength(countTyped(event.currentTarget.value));
        onChange?.(event);
      }}
      aria-required={field.required}
      aria-invalid={field.invalid || undefined}
      aria-describedby={
        [field.describedBy, isClose && `${field.id}-count`].filter(Boolean).join(" ") || undefined
      }
      className={controlClass(className)}
    />
  );
  if (maxLength === undefined) return input;
  return (
    <div className="flex flex-col gap-1">
      {input}
      {isClose && <CharacterCount id={`${field.id}-count`} length={length} max={maxLength} />}
    </div>
  );
}

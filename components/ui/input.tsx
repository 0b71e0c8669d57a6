"use client";

import type { ComponentProps } from "react";
import { controlClass } from "./control.tsx";
import { useField } from "./form-context.tsx";

type InputProps = Omit<
  ComponentProps<"input">,
  "id" | "name" | "required" | "value" | "aria-invalid" | "aria-describedby"
>;

/** A line of text inside a `<Field>`. What was typed wins over `defaultValue` when the form comes back. */
export function Input({ className, defaultValue, ...rest }: InputProps) {
  const field = useField("Input");
  return (
    <input
      {...rest}
      id={field.id}
      name={field.name}
      defaultValue={field.typed ?? defaultValue}
      aria-required={field.required}
      aria-invalid={field.invalid || undefined}
      aria-describedby={field.describedBy}
      className={controlClass(className)}
    />
  );
}

"use client";
"use no memo";

import { type ComponentProps, useState } from "react";
import { CharacterCount, countTyped } from "./character-count.tsx";
import { cn } from "./cn.tsx";
import { controlClass } from "./control.tsx";
import { useField } from "./form-context.tsx";

type TextareaProps = Omit<
  ComponentProps<"textarea">,
  "id" | "name" | "required" | "value" | "aria-invalid" | "aria-describedby" | "onChange"
>;

/**
 * Several lines inside a `<Field>`; with limits it counts, and says while the person types what is missing or too much.
 */
export function Textarea({
  className,
  defaultValue,
  minLength = 0,
  maxLength,
  rows = 6,
  ...rest
}: TextareaProps) {
  const field = useField("Textarea");
  const initial = field.typed ?? String(defaultValue ?? "");
  const [length, setLength] = useState(() => countTyped(initial));
  return (
    <div className="flex flex-col gap-1">
      <textarea
        dir="auto"
        {...rest}
        rows={rows}
        id={field.id}
        name={field.name}
        defaultValue={initial}
        onChange={(event) => setLength(countTyped(event.currentTarget.value))}
        aria-required={field.required}
        aria-invalid={field.invalid || undefined}
        aria-describedby={[field.describedBy, maxLength ? `${field.id}-count` : ""]
          .filter(Boolean)
          .join(" ")}
        className={controlClass(cn("resize-y leading-normal", className))}
      />
      {maxLength !== undefined && (
        <CharacterCount id={`${field.id}-count`} length={length} min={minLength} max={maxLength} />
      )}
    </div>
  );
}

"use client";

import { type ComponentProps, useState } from "react";
import { cn } from "./cn.tsx";
import { controlClass } from "./control.tsx";
import { useField } from "./form-context.tsx";

type TextareaProps = Omit<
  ComponentProps<"textarea">,
  "id" | "name" | "required" | "value" | "aria-invalid" | "aria-describedby" | "onChange"
>;

/** Several lines inside a `<Field>`; with `maxLength` it counts what is left, and lets people type past it. */
export function Textarea({ className, defaultValue, maxLength, rows = 6, ...rest }: TextareaProps) {
  const field = useField("Textarea");
  const initial = field.typed ?? String(defaultValue ?? "");
  const [length, setLength] = useState(initial.length);
  const left = maxLength === undefined ? 0 : maxLength - length;
  const isClose = maxLength !== undefined && left <= Math.max(20, maxLength / 10);
  return (
    <div className="flex flex-col gap-1">
      <textarea
        {...rest}
        rows={rows}
        id={field.id}
        name={field.name}
        defaultValue={initial}
        onChange={(event) => setLength(event.currentTarget.value.length)}
        aria-required={field.required}
        aria-invalid={field.invalid || undefined}
        aria-describedby={[field.describedBy, maxLength ? `${field.id}-count` : ""]
          .filter(Boolean)
          .join(" ")}
        className={controlClass(cn("resize-y leading-normal", className))}
      />
      {maxLength !== undefined && (
        <p
          id={`${field.id}-count`}
          className={cn(
            "num self-end text-xs",
            left < 0 ? "font-semibold text-danger" : "text-ink-3",
          )}
        >
          {left < 0
            ? `${-left} characters too many`
            : isClose
              ? `${left} characters left`
              : `${length} of ${maxLength}`}
        </p>
      )}
    </div>
  );
}

"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn.tsx";
import { controlClass } from "./control.tsx";
import { useField } from "./form-context.tsx";

export type Option = { readonly value: string; readonly label: string };
export type OptionGroup = { readonly label: string; readonly options: readonly Option[] };

type SelectProps = Omit<
  ComponentProps<"select">,
  "id" | "name" | "required" | "value" | "children" | "aria-invalid" | "aria-describedby"
> & {
  options: readonly Option[];
  /** More of them below, under headings. */
  groups?: readonly OptionGroup[];
  /** The first, empty choice, e.g. "Choose a category". Leave it out when something is always chosen. */
  placeholder?: string;
};

/** The browser's own select inside a `<Field>`: good on phones, and it needs no JavaScript. */
export function Select({
  options,
  groups = [],
  placeholder,
  className,
  defaultValue,
  ...rest
}: SelectProps) {
  const field = useField("Select");
  const initial = field.typed ?? defaultValue ?? "";
  return (
    <span className={cn("relative block", className)}>
      <select
        // A select does not follow a changed defaultValue, so it is remounted with what was chosen.
        key={String(initial)}
        {...rest}
        id={field.id}
        name={field.name}
        defaultValue={initial}
        aria-required={field.required}
        aria-invalid={field.invalid || undefined}
        aria-describedby={field.describedBy}
        className={controlClass("appearance-none pr-9")}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        <Options options={options} />
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            <Options options={group.options} />
          </optgroup>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-ink-2"
      />
    </span>
  );
}

function Options({ options }: { options: readonly Option[] }) {
  return options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}

"use client";

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.tsx";
import { FieldContext, useFormField } from "./form-context.tsx";

type FieldProps = {
  name: string;
  label: ReactNode;
  /** Stands below the label's control and is read with it. */
  help?: ReactNode;
  /** Says "optional" after the label, and the control is not required. */
  optional?: boolean;
  /** Keeps the label for screen readers only, where the design names the control in another way. */
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
};

/** One labelled control: label above, control, help below, errors next to it. */
export function Field({
  name,
  label,
  help,
  optional = false,
  hideLabel,
  className,
  children,
}: FieldProps) {
  const { id, errors, typed, cameBack } = useFormField(name);
  const describedBy = [help ? `${id}-help` : "", errors.length ? `${id}-error` : ""]
    .filter(Boolean)
    .join(" ");
  return (
    <FieldContext
      value={{
        name,
        id,
        typed,
        cameBack,
        invalid: errors.length > 0,
        required: !optional,
        describedBy: describedBy || undefined,
      }}
    >
      <div className={cn("flex min-w-0 flex-col gap-1.5", className)}>
        <label htmlFor={id} className={cn("text-[0.875rem] font-semibold", hideLabel && "sr-only")}>
          {label}
          {optional && <span className="font-normal text-ink-3"> (optional)</span>}
        </label>
        {children}
        {help && <FieldHelp id={id}>{help}</FieldHelp>}
        <FieldErrors id={id} errors={errors} />
      </div>
    </FieldContext>
  );
}

/** The same for a group of choices: a fieldset with a legend. */
export function FieldGroup({
  name,
  label,
  help,
  optional = false,
  hideLabel,
  className,
  children,
}: FieldProps) {
  const { id, errors, typed, cameBack } = useFormField(name);
  const describedBy = [help ? `${id}-help` : "", errors.length ? `${id}-error` : ""]
    .filter(Boolean)
    .join(" ");
  return (
    <FieldContext
      value={{
        name,
        id,
        typed,
        cameBack,
        invalid: errors.length > 0,
        required: !optional,
        describedBy: describedBy || undefined,
      }}
    >
      <fieldset
        id={id}
        tabIndex={-1}
        aria-describedby={describedBy || undefined}
        className={cn("flex min-w-0 flex-col gap-1.5 rounded", className)}
      >
        <legend className={cn("mb-1.5 text-[0.875rem] font-semibold", hideLabel && "sr-only")}>
          {label}
          {optional && <span className="font-normal text-ink-3"> (optional)</span>}
        </legend>
        {children}
        {help && <FieldHelp id={id}>{help}</FieldHelp>}
        <FieldErrors id={id} errors={errors} />
      </fieldset>
    </FieldContext>
  );
}

function FieldHelp({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={`${id}-help`} className="measure text-sm text-ink-2">
      {children}
    </p>
  );
}

function FieldErrors({ id, errors }: { id: string; errors: string[] }) {
  if (errors.length === 0) return null;
  return (
    <div id={`${id}-error`} className="flex gap-1.5 text-sm font-medium text-danger">
      <CircleAlert aria-hidden="true" className="mt-px size-4 flex-none" />
      <div>
        {errors.map((error) => (
          <p key={error}>
            <span className="sr-only">Error: </span>
            {error}
          </p>
        ))}
      </div>
    </div>
  );
}

"use client";
"use no memo";

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.tsx";
import { FieldContext, type FieldContextValue, useFormField } from "./form-context.tsx";

type FieldProps = {
  name: string;
  label: ReactNode;
  /** Shown below the control and read out with it. */
  help?: ReactNode;
  /** Says "optional" after the label, and the control is not required. */
  optional?: boolean;
  /** Keeps the label only for screen readers, where the design names the control in another way. */
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
};

/** One labelled control: label above, control, help below, errors next to it. */
export function Field({ label, hideLabel, className, children, ...props }: FieldProps) {
  const { field, errors } = useFieldValue(props);
  return (
    <FieldContext value={field}>
      <div data-field={props.name} className={cn("flex min-w-0 flex-col gap-1.5", className)}>
        <label htmlFor={field.id} className={cn(labelClass, hideLabel && "sr-only")}>
          <LabelText label={label} optional={props.optional} />
        </label>
        {children}
        <FieldNotes id={field.id} help={props.help} errors={errors} />
      </div>
    </FieldContext>
  );
}

/** The same for a group of choices: a fieldset with a legend. */
export function FieldGroup({ label, hideLabel, className, children, ...props }: FieldProps) {
  const { field, errors } = useFieldValue(props);
  return (
    <FieldContext value={field}>
      <fieldset
        id={field.id}
        data-field={props.name}
        tabIndex={-1}
        aria-describedby={field.describedBy}
        className={cn("flex min-w-0 flex-col gap-1.5 rounded", className)}
      >
        <legend className={cn(labelClass, "mb-1.5", hideLabel && "sr-only")}>
          <LabelText label={label} optional={props.optional} />
        </legend>
        {children}
        <FieldNotes id={field.id} help={props.help} errors={errors} />
      </fieldset>
    </FieldContext>
  );
}

const labelClass = "text-[0.875rem] font-semibold";

function useFieldValue({
  name,
  help,
  optional = false,
}: Pick<FieldProps, "name" | "help" | "optional">): { field: FieldContextValue; errors: string[] } {
  const { id, errors, typed, cameBack } = useFormField(name);
  const describedBy = [help ? `${id}-help` : "", errors.length ? `${id}-error` : ""]
    .filter(Boolean)
    .join(" ");
  const field = {
    name,
    id,
    typed,
    cameBack,
    invalid: errors.length > 0,
    required: !optional,
    describedBy: describedBy || undefined,
  };
  return { field, errors };
}

function LabelText({ label, optional }: { label: ReactNode; optional: boolean | undefined }) {
  return (
    <>
      {label}
      {optional && <span className="font-normal text-ink-3"> (optional)</span>}
    </>
  );
}

function FieldNotes({ id, help, errors }: { id: string; help: ReactNode; errors: string[] }) {
  return (
    <>
      {help && <FieldHelp id={id}>{help}</FieldHelp>}
      <FieldErrors id={id} errors={errors} />
    </>
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

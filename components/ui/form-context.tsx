"use client";

import { createContext, use } from "react";
import { type FormState, idleForm } from "#lib/forms/state";

export type FormContextValue = {
  formId: string;
  state: FormState;
  pending: boolean;
  /** What was typed here before and was restored from this device; null when there was nothing. */
  restored: Readonly<Record<string, string>> | null;
  /** Fields that were changed since the form came back with an error. */
  corrected: ReadonlySet<string>;
};

export const FormContext = createContext<FormContextValue>({
  formId: "",
  state: idleForm,
  pending: false,
  restored: null,
  corrected: new Set(),
});

export type FieldContextValue = {
  name: string;
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
  /** What was typed before the form came back. */
  typed: string | undefined;
  /** True when it came back: what is not in `typed` was left empty. */
  cameBack: boolean;
};

export const FieldContext = createContext<FieldContextValue | null>(null);

/** The id of a form's field; the error summary links to it. */
export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}

/** `skills[]` sends a list that is called `skills`. */
export function plainName(name: string): string {
  return name.replace(/\[\]$/, "");
}

export function useForm(): FormContextValue {
  return use(FormContext);
}

/** What a field needs to know about itself inside its form. */
export function useFormField(name: string): {
  id: string;
  errors: string[];
  typed: string | undefined;
  cameBack: boolean;
} {
  const { formId, state, restored, corrected } = use(FormContext);
  const key = plainName(name);
  const id = fieldId(formId, key);
  const isBack = state.status === "error" || state.status === "repeat";
  const values = isBack && Object.keys(state.values).length > 0 ? state.values : restored;
  const errors =
    state.status === "error" && !corrected.has(key) ? (state.fieldErrors[key] ?? []) : [];
  return { id, errors, typed: values?.[key], cameBack: values !== null };
}

/** The surrounding `<Field>`; a control cannot be used without one, because it would have no label. */
export function useField(control: string): FieldContextValue {
  const field = use(FieldContext);
  if (!field) throw new Error(`<${control}> must stand inside a <Field>`);
  return field;
}

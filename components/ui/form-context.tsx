"use client";

import { createContext, use } from "react";
import { type FormState, idleForm } from "#lib/form-state";

export type FormContextValue = { formId: string; state: FormState; pending: boolean };

export const FormContext = createContext<FormContextValue>({
  formId: "",
  state: idleForm,
  pending: false,
});

export type FieldContextValue = {
  name: string;
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
  /** What was typed before the form came back with an error. */
  typed: string | undefined;
};

export const FieldContext = createContext<FieldContextValue | null>(null);

/** The id of a form's field; the error summary links to it. */
export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}

export function useForm(): FormContextValue {
  return use(FormContext);
}

/** Everything a field needs to know about itself inside its form. */
export function useFormField(name: string): { id: string; errors: string[]; typed?: string } {
  const { formId, state } = use(FormContext);
  const id = fieldId(formId, name);
  if (state.status !== "error") return { id, errors: [] };
  const typed = state.values[name];
  const errors = state.fieldErrors[name] ?? [];
  return typed === undefined ? { id, errors } : { id, errors, typed };
}

/** The surrounding `<Field>`; controls cannot stand without one, because they would have no label. */
export function useField(control: string): FieldContextValue {
  const field = use(FieldContext);
  if (!field) throw new Error(`<${control}> must stand inside a <Field>`);
  return field;
}

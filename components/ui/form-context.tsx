"use client";

import { createContext, type ReactNode, use } from "react";
import { type FormAnswer, type FormState, idleForm } from "#lib/form-state";

/** Stands in the root layout: the answer to a form that was posted before its scripts had arrived. */
export const FormAnswerContext = createContext<FormAnswer | null>(null);

export function FormAnswerProvider({
  answer,
  children,
}: {
  answer: FormAnswer | null;
  children: ReactNode;
}) {
  return <FormAnswerContext value={answer}>{children}</FormAnswerContext>;
}

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
  /** True when it came back: what is not in `typed` was left empty then. */
  cameBack: boolean;
};

export const FieldContext = createContext<FieldContextValue | null>(null);

/** The id of a form's field; the error summary links to it. */
export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}

export function useForm(): FormContextValue {
  return use(FormContext);
}

/** What a field needs to know about itself inside its form. `skills[]` sends a list that is called `skills`. */
export function useFormField(name: string): {
  id: string;
  errors: string[];
  typed: string | undefined;
  cameBack: boolean;
} {
  const { formId, state } = use(FormContext);
  const key = name.replace(/\[\]$/, "");
  const id = fieldId(formId, key);
  if (state.status !== "error") return { id, errors: [], typed: undefined, cameBack: false };
  return { id, errors: state.fieldErrors[key] ?? [], typed: state.values[key], cameBack: true };
}

/** The surrounding `<Field>`; controls cannot stand without one, because they would have no label. */
export function useField(control: string): FieldContextValue {
  const field = use(FieldContext);
  if (!field) throw new Error(`<${control}> must stand inside a <Field>`);
  return field;
}

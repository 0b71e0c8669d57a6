import { FORM_FIELD } from "./form-state.ts";

/** Names of fields whose contents are never sent back. */
const SECRET_FIELD = /password|secret|token/i;

/** A form's fields as one object, ready for a schema. */
export type FormInput = Record<string, FormDataEntryValue | FormDataEntryValue[]>;

/**
 * The fields of a form. A field named `skills[]` is always a list, called `skills`; any other name
 * that comes more than once is a list too. What the framework adds is left out.
 */
export function readForm(formData: FormData): FormInput {
  const input: FormInput = {};
  for (const name of new Set(formData.keys())) {
    if (name.startsWith("$ACTION") || name === FORM_FIELD) continue;
    const all = formData.getAll(name);
    const [first] = all;
    if (name.endsWith("[]")) input[name.slice(0, -2)] = all;
    else if (first !== undefined) input[name] = all.length > 1 ? all : first;
  }
  return input;
}

/** What was typed, to be shown again: no passwords, no files. Lists are joined with commas. */
export function typedValues(input: FormInput): Record<string, string> {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => {
      const texts = [value].flat().filter((part) => typeof part === "string");
      return SECRET_FIELD.test(name) || texts.length === 0 ? [] : [[name, texts.join(", ")]];
    }),
  );
}

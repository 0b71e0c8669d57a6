import { SECRET_FIELD } from "./state.ts";

/** A form's fields as one object, ready for a schema. */
export type FormInput = Record<string, FormDataEntryValue | FormDataEntryValue[]>;

/**
 * The fields of a form. A field named `skills[]` is always a list, called `skills`; any other name that occurs more
 * than once becomes a list too. Fields that the framework and the form itself add are left out.
 */
export function readForm(formData: FormData): FormInput {
  const input: FormInput = {};
  for (const name of new Set(formData.keys())) {
    if (name.startsWith("$ACTION") || name.startsWith("_")) continue;
    const all = formData.getAll(name);
    const [first] = all;
    if (name.endsWith("[]")) input[name.slice(0, -2)] = all;
    else if (first !== undefined) input[name] = all.length > 1 ? all : first;
  }
  return input;
}

/** A field that the form itself adds; null when it is missing or not text. */
export function readOwnField(formData: FormData, name: string): string | null {
  const value = formData.get(name);
  return typeof value === "string" ? value : null;
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

import type { FormPlace } from "#lib/forms/drafts";

/** The forms that are on the screen. */
export const formsHere = new Set<FormPlace>();

/** True while a form with these fields is on the page, whatever it does. */
export function isFormHere(name: string): boolean {
  return [...formsHere].some((place) => place.name === name);
}

/** True while this very form is on the page. */
export function isPlaceHere({ name, does }: FormPlace): boolean {
  return [...formsHere].some((place) => place.name === name && place.does === does);
}

/** A page's address parameters, as Next gives them. */
export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** All values of a parameter. */
export function valuesOf(value: SearchParams[string]): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

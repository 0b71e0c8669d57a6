/** A page's address parameters, as Next gives them. */
export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** All values of a parameter. */
export function valuesOf(value: SearchParams[string]): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

/** An address's query as its parameters. */
export function readQueryText(query: string): SearchParams {
  const params = new URLSearchParams(query);
  return Object.fromEntries([...new Set(params.keys())].map((name) => [name, params.getAll(name)]));
}

/** The values of these parameters that are not among the known ones; empty ones mean nothing. */
export function unknownValues(
  params: SearchParams,
  known: Readonly<Record<string, readonly string[]>>,
): string[] {
  return Object.entries(known).flatMap(([name, values]) =>
    valuesOf(params[name]).filter((value) => value !== "" && !values.includes(value)),
  );
}

/** Rows of the portfolio in a form: as many items as a person may show. */
export const MAX_PORTFOLIO_ITEMS = 8;

/** Pictures of one piece of work. */
export const MAX_PORTFOLIO_FILES = 4;

const FIELD = /^portfolio\.(\d)\.(title|url|description|fileIds)$/;

type PortfolioField = "title" | "url" | "description" | "fileIds";

/** The name of a field of the item at `index`: "portfolio.0.title". Errors name it too. */
export function portfolioField(index: number, field: PortfolioField): string {
  return `portfolio.${index}.${field}`;
}

/** A form's flat fields ("portfolio.0.title") as `{ portfolio: [{ title, url, description, fileIds }] }`. */
export function gatherPortfolio(input: unknown): unknown {
  if (!(input instanceof Object) || "portfolio" in input) return input;
  const items: Record<string, unknown>[] = [];
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    const [, index, field] = FIELD.exec(name) ?? [];
    if (index === undefined || field === undefined) rest[name] = value;
    else items[Number(index)] = { ...items[Number(index)], [field]: value };
  }
  return { ...rest, portfolio: Array.from(items, (item) => item ?? {}) };
}

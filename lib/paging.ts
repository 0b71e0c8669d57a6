/** A part of a list: its rows, how many there are in all, and where the next part begins. */
export type Page<Row> = {
  readonly rows: readonly Row[];
  /** All rows of the list, not only those of this page; above COUNTED_MOST it may be any larger number. */
  readonly total: number;
  /** Hand it back as `after`; null on the last page. */
  readonly next: string | null;
  /** The list is longer than what a search of it reads. */
  readonly isCut?: boolean;
};

/** What is counted at every step is counted up to one more than this, which stands for all larger numbers. */
export const COUNTED_MOST = 1000;

/** "38", "1,000+". */
export function countedText(count: number): string {
  return count > COUNTED_MOST
    ? `${COUNTED_MOST.toLocaleString("en")}+`
    : count.toLocaleString("en");
}

/** From `limit + 1` rows that were asked for, makes the page and the position after which the next page begins. */
export function toPage<Row>(
  found: readonly Row[],
  { limit, total, idOf }: { limit: number; total: number; idOf: (row: Row) => string },
): Page<Row> {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, total, next: last !== undefined && found.length > limit ? idOf(last) : null };
}

/** Where a list continues, from an address: one plain value, or the beginning. */
export function readAfter(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" && /^[a-z]{3}_[0-9a-z]{26}$/.test(value) ? value : undefined;
}

/** So many rows one page of a board may have, when its address says how many were there. */
export const SHOWN_MOST = 300;

/** How many rows of a list an address asks for; undefined when it does not say, or makes no sense. */
export function readShown(value: string | string[] | null | undefined): number | undefined {
  if (typeof value !== "string" || !/^[1-9]\d{0,3}$/.test(value)) return undefined;
  return Number(value);
}

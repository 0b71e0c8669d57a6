import type { Route } from "next";
import { LoadMore } from "#components/ui/load-more";
import { countedText, type Page } from "#lib/paging";
import type { WorkSearch } from "#lib/search/queries/work-search";

export const LISTS = ["running", "outdated", "closed", "done", "pending", "ended"] as const;
/** A list of My Jobs that comes in pages; the address says where it continues: "?done=ctr_…". */
export type ListName = (typeof LISTS)[number];
export type ListPlaces = Readonly<Partial<Record<ListName, string>>>;

/** What the address asks of My Jobs. */
export type Asked = {
  readonly places: ListPlaces;
  /** What was typed into the search field, and what it looks for; null without words. */
  readonly q: string;
  readonly search: WorkSearch | null;
};

/** My Jobs with this search. */
export function searchAddress({ q, search }: Asked, place?: { list: ListName; next: string }) {
  const query = new URLSearchParams(search ? { q } : {});
  if (place) query.set(place.list, place.next);
  return (query.size > 0 ? `/my-jobs?${query}` : "/my-jobs") as Route;
}

/** Below a list with more than one page: how much of it is on this one, and the links on and back. */
export function PageEnd({
  list,
  page: { rows, next },
  asked,
  noun,
}: {
  list: ListName;
  page: Pick<Page<unknown>, "rows" | "next">;
  asked: Asked;
  noun: string;
}) {
  const isFirst = asked.places[list] === undefined;
  if (isFirst && next === null) return null;
  return (
    <LoadMore
      href={next === null ? null : searchAddress(asked, { list, next })}
      firstHref={isFirst ? null : searchAddress(asked)}
      shown={rows.length}
      noun={noun}
    />
  );
}

/** A heading's count: "12", "1,000+", or "12+" while there are more on other pages. */
export function groupCount(count: number, hasMore: boolean): string {
  const text = countedText(count);
  return hasMore && !text.endsWith("+") ? `${text}+` : text;
}

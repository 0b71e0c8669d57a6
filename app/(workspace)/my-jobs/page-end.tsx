import { LoadMore } from "#components/ui/load-more";
import type { Page } from "#lib/paging";

export const LISTS = ["open", "closed", "done", "pending", "ended"] as const;
/** A list of My Jobs that comes in pages; the address says where it continues: "?done=ctr_…". */
export type ListName = (typeof LISTS)[number];
export type ListPlaces = Readonly<Partial<Record<ListName, string>>>;

/** Below a list with more than one page: how much of it is shown, and the links on and back. */
export function PageEnd({
  list,
  page,
  places,
  noun,
}: {
  list: ListName;
  page: Page<unknown>;
  places: ListPlaces;
  noun: string;
}) {
  const isFirst = places[list] === undefined;
  if (isFirst && page.next === null) return null;
  return (
    <LoadMore
      href={page.next === null ? null : `/my-jobs?${list}=${page.next}`}
      firstHref={isFirst ? null : "/my-jobs"}
      shown={page.rows.length}
      total={page.total}
      noun={noun}
    />
  );
}

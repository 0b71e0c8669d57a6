import type { Route } from "next";
import type { ReactNode } from "react";
import { countedText } from "#lib/paging";
import { isolate } from "#lib/text";
import { FilterChip } from "./filter-link.tsx";

/** Search, filters as removable chips, the result count and the order. Every part works as links and forms. */
export function FilterLines({
  label,
  search,
  searches,
  sheet,
  menus,
  chips,
  total,
  nouns,
  order,
}: {
  /** What is searched: "Jobs". */
  label: string;
  search: ReactNode;
  /** The searches that the viewer has saved, for who can. */
  searches: ReactNode;
  /** The filters on a phone, and on a wide screen. */
  sheet: ReactNode;
  menus: ReactNode;
  /** The filters that are on; following one removes it. */
  chips: readonly { readonly label: string; readonly href: Route }[];
  total: number;
  nouns: { readonly one: string; readonly many: string };
  order: ReactNode;
}) {
  return (
    <search aria-label={label} className="block px-[18px] pt-4 md:pr-5 md:pl-7">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">{search}</div>
        {searches}
      </div>
      {/* The chips are on one line that scrolls sideways, so nothing below ever moves. */}
      <div className="filter-lines mt-2.5 text-sm text-ink-2" data-filters="">
        <div className="flex flex-wrap gap-2 [grid-area:menus]">
          {sheet}
          <div className="hidden lg:contents">{menus}</div>
        </div>
        <div className="flex min-w-0 items-center gap-2 overflow-x-auto p-0.5 [grid-area:chips] [scrollbar-width:none]">
          {chips.map((chip) => (
            <FilterChip
              key={chip.label}
              href={chip.href}
              removes={`the filter ${isolate(chip.label)}`}
            >
              <bdi>{chip.label}</bdi>
            </FilterChip>
          ))}
        </div>
        <p role="status" className="num [grid-area:count]">
          <b className="text-ink">{countedText(total)}</b> {total === 1 ? nouns.one : nouns.many}
        </p>
        <div className="flex items-center justify-end gap-5 [grid-area:order]">{order}</div>
      </div>
    </search>
  );
}

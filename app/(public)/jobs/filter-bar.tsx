import { Bookmark } from "lucide-react";
import { cn } from "#components/ui/cn";
import { SearchInput } from "#components/ui/search-input";
import {
  formatJobFilters,
  JOB_SORTS,
  type JobFilters,
  listActiveFilters,
  POSTED_DAYS,
  postedLabel,
  releaseLabel,
  sortLabel,
} from "#lib/jobs/filters";
import { RELEASE_RULES } from "#lib/jobs/schema";
import { boardAddress } from "./board-address.tsx";
import { BudgetFields, CategoryFields, SkillField, SkillSuggestions } from "./filter-fields.tsx";
import { FilterForm, OtherFilters } from "./filter-form.tsx";
import { FilterChip, FilterLink } from "./filter-link.tsx";
import { FilterMenu, MenuApply, MenuChoice } from "./filter-menu.tsx";
import { FilterSheet } from "./filter-sheet.tsx";

/** Search, filters as removable chips, the result count and the order. Every part of it works as links and forms. */
export function FilterBar({
  filters,
  skills,
  total,
  hasSaved,
}: {
  filters: JobFilters;
  skills: readonly string[];
  total: number;
  /** The viewer can save jobs. */
  hasSaved: boolean;
}) {
  const chips = listActiveFilters(filters).filter((filter) => filter.name !== "q");
  return (
    <search aria-label="Jobs" className="block px-[18px] pt-4 md:pr-5 md:pl-7">
      <SkillSuggestions skills={skills} />
      <FilterForm liveText={filters.q}>
        <OtherFilters filters={filters} except={["q"]} />
        <SearchInput label="Search jobs" placeholder="Search jobs" defaultValue={filters.q} />
      </FilterForm>
      <div className="mt-2.5 flex flex-wrap gap-2">
        <FilterSheet filters={filters} total={total} />
        {chips.map((chip) => (
          <FilterChip
            key={chip.label}
            href={boardAddress(chip.without)}
            removes={`the filter ${chip.label}`}
          >
            {chip.label}
          </FilterChip>
        ))}
        <div className="hidden lg:contents">
          <Menus key={formatJobFilters(filters)} filters={filters} />
        </div>
      </div>
      <div className="flex items-center justify-between gap-4 py-1.5 text-sm text-ink-2">
        <p role="status">
          <b className="num text-ink">{total}</b> {total === 1 ? "job" : "jobs"}
        </p>
        <div className="flex items-center gap-5">
          {hasSaved && !filters.isSaved && (
            <FilterLink
              href={boardAddress({ ...filters, isSaved: true })}
              className="inline-flex min-h-8 items-center gap-1.5 rounded hover:text-ink pointer-coarse:min-h-11"
            >
              <Bookmark aria-hidden="true" className="size-3.5" />
              Saved<span className="sr-only"> jobs only</span>
            </FilterLink>
          )}
          <SortMenu filters={filters} />
        </div>
      </div>
    </search>
  );
}

function Menus({ filters }: { filters: JobFilters }) {
  return (
    <>
      <FilterMenu label="Category">
        <FilterForm>
          <OtherFilters filters={filters} except={["category"]} />
          <CategoryFields chosen={filters.categories} />
          <MenuApply />
        </FilterForm>
      </FilterMenu>
      {!filters.minCents && !filters.maxCents && (
        <FilterMenu label="Budget">
          <FilterForm>
            <OtherFilters filters={filters} except={["min", "max"]} />
            <BudgetFields filters={filters} />
            <MenuApply />
          </FilterForm>
        </FilterMenu>
      )}
      <FilterMenu label="Skills">
        <FilterForm>
          <OtherFilters filters={filters} />
          <SkillField />
          <MenuApply />
        </FilterForm>
      </FilterMenu>
      {!filters.postedDays && (
        <FilterMenu label="Posted" isNarrow>
          {POSTED_DAYS.map((postedDays) => (
            <MenuChoice key={postedDays} href={boardAddress({ ...filters, postedDays })}>
              {postedLabel(postedDays)}
            </MenuChoice>
          ))}
        </FilterMenu>
      )}
      {!filters.releaseRule && (
        <FilterMenu label="Release" isNarrow>
          {RELEASE_RULES.map((releaseRule) => (
            <MenuChoice key={releaseRule} href={boardAddress({ ...filters, releaseRule })}>
              {releaseLabel(releaseRule)}
            </MenuChoice>
          ))}
        </FilterMenu>
      )}
    </>
  );
}

function SortMenu({ filters }: { filters: JobFilters }) {
  const sorts = JOB_SORTS.filter((sort) => sort !== "match" || filters.q);
  return (
    <FilterMenu label={sortLabel(filters.sort)} name="Order" look="quiet" isNarrow align="end">
      {sorts.map((sort) => (
        <MenuChoice
          key={sort}
          href={boardAddress({ ...filters, sort })}
          isCurrent={sort === filters.sort}
        >
          <span className={cn(sort === filters.sort && "font-semibold")}>{sortLabel(sort)}</span>
        </MenuChoice>
      ))}
    </FilterMenu>
  );
}

import type { ReactNode } from "react";
import { RangeFields } from "#components/board/filter-fields";
import { FilterForm, OtherFilters } from "#components/board/filter-form";
import { FilterLines } from "#components/board/filter-lines";
import { FilterLink } from "#components/board/filter-link";
import { FilterMenu, MenuApply, MenuChoice } from "#components/board/filter-menu";
import { FilterSheet, SheetChoice } from "#components/board/filter-sheet";
import { OrderMenu, SavedOnlyLink } from "#components/board/order-line";
import { SkillField } from "#components/board/skill-field";
import { chipClass } from "#components/ui/chip";
import {
  formatJobFilters,
  JOB_SORTS,
  type JobFilters,
  listActiveFilters,
  MATCHING_LABEL,
  POSTED_DAYS,
  postedLabel,
  releaseLabel,
  sortLabel,
} from "#lib/jobs/filters";
import { RELEASE_RULES } from "#lib/jobs/policy";
import { CURRENCY_SIGN } from "#lib/money";
import { boardAddress } from "./board-address.tsx";
import { CategoryFields } from "./category-fields.tsx";
import { JobSearch } from "./job-search.tsx";
import { ValueCount } from "./value-count.tsx";

const SKILLS_HELP = "The job asks for all of them.";

/** Search, filters as removable chips, the result count and the order. Every part works as links and forms. */
export function FilterBar({
  filters,
  total,
  isFreelancer,
  searches,
}: {
  filters: JobFilters;
  total: number;
  /** The viewer has skills, and can save jobs. */
  isFreelancer: boolean;
  /** Their saved searches. */
  searches: ReactNode;
}) {
  const query = formatJobFilters(filters);
  const chips = listActiveFilters(filters).filter((filter) => filter.name !== "q");
  return (
    <FilterLines
      label="Jobs"
      search={
        <FilterForm liveText={filters.q}>
          <OtherFilters query={query} except={["q"]} />
          <JobSearch q={filters.q} />
        </FilterForm>
      }
      searches={searches}
      sheet={
        <>
          <FilterSheet
            query={query}
            names={["category", "skill", "min", "max", "posted", "release"]}
            chosen={chips.length}
            total={total}
          >
            <SheetFields filters={filters} />
          </FilterSheet>
          {isFreelancer && !filters.isMatching && (
            <FilterLink
              href={boardAddress({ ...filters, isMatching: true })}
              className={`lg:hidden ${chipClass()}`}
            >
              {MATCHING_LABEL}
            </FilterLink>
          )}
        </>
      }
      menus={<Menus filters={filters} isFreelancer={isFreelancer} />}
      chips={chips.map(({ label, without }) => ({ label, href: boardAddress(without) }))}
      total={total}
      nouns={{ one: "job", many: "jobs" }}
      order={
        <>
          {isFreelancer && !filters.isSaved && (
            <SavedOnlyLink href={boardAddress({ ...filters, isSaved: true })} many="jobs" />
          )}
          <SortMenu filters={filters} />
        </>
      }
    />
  );
}

function BudgetFields({ filters: { minCents, maxCents } }: { filters: JobFilters }) {
  return (
    <RangeFields legend={`Budget in ${CURRENCY_SIGN}`} minCents={minCents} maxCents={maxCents} />
  );
}

function SheetFields({ filters }: { filters: JobFilters }) {
  return (
    <>
      <CategoryFields chosen={filters.categories} query={formatJobFilters(filters)} />
      <BudgetFields filters={filters} />
      <SkillField defaultValue={filters.skills.join(", ")} help={SKILLS_HELP} />
      <SheetChoice
        name="posted"
        label="Posted"
        value={String(filters.postedDays ?? "")}
        choices={POSTED_DAYS.map((days) => [String(days), postedLabel(days)])}
      />
      <SheetChoice
        name="release"
        label="When the freelancer is paid"
        value={filters.releaseRule ?? ""}
        choices={RELEASE_RULES.map((rule) => [rule, releaseLabel(rule)])}
      />
    </>
  );
}

/** All of them, whatever is chosen, so the focus stays on the one that was used. */
function Menus({ filters, isFreelancer }: { filters: JobFilters; isFreelancer: boolean }) {
  const query = formatJobFilters(filters);
  return (
    <>
      <FilterMenu label="Category">
        <FilterForm key={query}>
          <OtherFilters query={query} except={["category"]} />
          <CategoryFields chosen={filters.categories} query={query} />
          <MenuApply />
        </FilterForm>
      </FilterMenu>
      <FilterMenu label="Budget">
        <FilterForm key={query}>
          <OtherFilters query={query} except={["min", "max"]} />
          <BudgetFields filters={filters} />
          <MenuApply />
        </FilterForm>
      </FilterMenu>
      <FilterMenu label="Skills">
        {isFreelancer && (
          <div className="-mx-4 -mt-2.5 mb-4 border-b border-line pb-2.5">
            <MenuChoice
              href={boardAddress({ ...filters, isMatching: !filters.isMatching })}
              isCurrent={filters.isMatching}
            >
              {MATCHING_LABEL}
            </MenuChoice>
          </div>
        )}
        <FilterForm key={query}>
          <OtherFilters query={query} />
          <SkillField help={SKILLS_HELP} />
          <MenuApply />
        </FilterForm>
      </FilterMenu>
      <FilterMenu label="Posted" isNarrow>
        {POSTED_DAYS.map((postedDays) => (
          <MenuChoice
            key={postedDays}
            href={boardAddress({ ...filters, postedDays })}
            isCurrent={postedDays === filters.postedDays}
          >
            {postedLabel(postedDays)}
          </MenuChoice>
        ))}
      </FilterMenu>
      <FilterMenu label="Payment" isNarrow>
        {RELEASE_RULES.map((releaseRule) => (
          <MenuChoice
            key={releaseRule}
            href={boardAddress({ ...filters, releaseRule })}
            isCurrent={releaseRule === filters.releaseRule}
          >
            {releaseLabel(releaseRule)}
            <ValueCount query={query} of="releaseRules" value={releaseRule} />
          </MenuChoice>
        ))}
      </FilterMenu>
    </>
  );
}

function SortMenu({ filters }: { filters: JobFilters }) {
  const sorts = JOB_SORTS.filter((sort) => sort !== "match" || filters.q);
  const orders = sorts.map((sort) => ({
    name: sort,
    label: sortLabel(sort),
    href: boardAddress({ ...filters, sort }),
  }));
  return <OrderMenu orders={orders} chosen={filters.sort} />;
}

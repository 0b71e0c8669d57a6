import type { ReactNode } from "react";
import { RangeFields } from "#components/board/filter-fields";
import { FilterForm, OtherFilters } from "#components/board/filter-form";
import { FilterLines } from "#components/board/filter-lines";
import { FilterMenu, MenuApply, MenuChoice } from "#components/board/filter-menu";
import { FilterSheet, SheetChoice } from "#components/board/filter-sheet";
import { OrderMenu, SavedOnlyLink } from "#components/board/order-line";
import { SkillField } from "#components/board/skill-field";
import { SearchInput } from "#components/ui/search-input";
import { CURRENCY_SIGN } from "#lib/money";
import {
  formatPersonFilters,
  LEAST_RATINGS,
  listActivePersonFilters,
  PERSON_SORTS,
  type PersonFilters,
  personSortLabel,
  ratingLabel,
} from "#lib/people/filters";
import { peopleAddress } from "./people-address.tsx";

const SKILLS_HELP = "They have all of them.";
const AVAILABLE = "Available";

type Props = { filters: PersonFilters };

/** Search, filters and order of the freelancers. Every part works as links and forms. */
export function PeopleFilters({
  filters,
  total,
  hasSaved,
  searches,
}: Props & {
  total: number;
  /** The viewer can save people. */
  hasSaved: boolean;
  /** Their saved searches. */
  searches: ReactNode;
}) {
  const query = formatPersonFilters(filters);
  const chips = listActivePersonFilters(filters).filter((filter) => filter.name !== "q");
  return (
    <FilterLines
      label="Freelancers"
      search={
        <FilterForm liveText={filters.q}>
          <OtherFilters query={query} except={["q"]} />
          <SearchInput
            label="Search freelancers"
            placeholder="Search freelancers"
            defaultValue={filters.q}
          />
        </FilterForm>
      }
      searches={searches}
      sheet={
        <FilterSheet
          query={query}
          names={["skill", "min", "max", "rating", "available"]}
          chosen={chips.length}
          total={total}
        >
          <SheetFields filters={filters} />
        </FilterSheet>
      }
      menus={<Menus filters={filters} query={query} />}
      chips={chips.map(({ label, without }) => ({ label, href: peopleAddress(without) }))}
      total={total}
      nouns={{ one: "freelancer", many: "freelancers" }}
      order={
        <>
          {hasSaved && !filters.isSaved && (
            <SavedOnlyLink href={peopleAddress({ ...filters, isSaved: true })} many="freelancers" />
          )}
          <SortMenu filters={filters} />
        </>
      }
    />
  );
}

function RateFields({ filters: { minCents, maxCents } }: Props) {
  return (
    <RangeFields
      legend={`Hourly rate in ${CURRENCY_SIGN}`}
      minCents={minCents}
      maxCents={maxCents}
    />
  );
}

function SheetFields({ filters }: Props) {
  return (
    <>
      <SkillField defaultValue={filters.skills.join(", ")} help={SKILLS_HELP} />
      <RateFields filters={filters} />
      <SheetChoice
        name="rating"
        label="Rating"
        value={String(filters.leastRating ?? "")}
        choices={LEAST_RATINGS.map((least) => [String(least), ratingLabel(least)])}
      />
      <SheetChoice
        name="available"
        label="Availability"
        value={filters.isAvailable ? "1" : ""}
        choices={[["1", AVAILABLE]]}
      />
    </>
  );
}

/** All of them, whatever is chosen, so the focus stays on the one that was used. */
function Menus({ filters, query }: Props & { query: string }) {
  return (
    <>
      <FilterMenu label="Skills">
        <FilterForm key={query}>
          <OtherFilters query={query} />
          <SkillField help={SKILLS_HELP} />
          <MenuApply />
        </FilterForm>
      </FilterMenu>
      <FilterMenu label="Rate">
        <FilterForm key={query}>
          <OtherFilters query={query} except={["min", "max"]} />
          <RateFields filters={filters} />
          <MenuApply />
        </FilterForm>
      </FilterMenu>
      <FilterMenu label="Rating" isNarrow>
        {LEAST_RATINGS.map((leastRating) => (
          <MenuChoice
            key={leastRating}
            href={peopleAddress({ ...filters, leastRating })}
            isCurrent={leastRating === filters.leastRating}
          >
            {ratingLabel(leastRating)}
          </MenuChoice>
        ))}
      </FilterMenu>
      <FilterMenu label="Availability" isNarrow>
        <MenuChoice
          href={peopleAddress({ ...filters, isAvailable: true })}
          isCurrent={filters.isAvailable}
        >
          {AVAILABLE}
        </MenuChoice>
      </FilterMenu>
    </>
  );
}

function SortMenu({ filters }: Props) {
  const sorts = PERSON_SORTS.filter((sort) => sort !== "match" || filters.q);
  const orders = sorts.map((sort) => ({
    name: sort,
    label: personSortLabel(sort),
    href: peopleAddress({ ...filters, sort }),
  }));
  return <OrderMenu orders={orders} chosen={filters.sort} />;
}

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
  formatZone,
  LEAST_RATINGS,
  listActivePersonFilters,
  PERSON_SORTS,
  type PersonFilters,
  personSortLabel,
  ratingLabel,
  ZONE_HOURS,
  type ZoneFilter,
  zoneLabel,
} from "#lib/people/filters";
import { LanguageField } from "./language-field.tsx";
import { peopleAddress } from "./people-address.tsx";

const SKILLS_HELP = "They have all of them.";
const AVAILABLE = "Available";
/** The parameters of `MoreFields`. */
const MORE = ["lang", "zone", "available"];

type Props = { filters: PersonFilters };
type PlaceProps = Props & {
  /** The zone of the viewer's browser: what is near is near to them. */
  viewerZone: string;
};

/** Search, filters and order of the freelancers. Every part works as links and forms. */
export function PeopleFilters({
  filters,
  viewerZone,
  total,
  hasSaved,
  searches,
}: PlaceProps & {
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
          names={["skill", "min", "max", "rating", ...MORE]}
          chosen={chips.length}
          total={total}
        >
          <SheetFields filters={filters} viewerZone={viewerZone} />
        </FilterSheet>
      }
      menus={<Menus filters={filters} viewerZone={viewerZone} query={query} />}
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

/** Near the viewer; and what is chosen now, which may be near somebody else who passed the address on. */
function zoneChoices({ filters: { zone }, viewerZone }: PlaceProps): readonly ZoneFilter[] {
  const own = ZONE_HOURS.map((hours) => ({ hours, of: viewerZone }));
  return zone && zone.of !== viewerZone ? [...own, zone] : own;
}

function SheetFields({ filters, viewerZone }: PlaceProps) {
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
      <MoreFields filters={filters} viewerZone={viewerZone} />
    </>
  );
}

/** What fewer people ask for. On a wide screen they share a menu, so that all menus stand in one line. */
function MoreFields({ filters, viewerZone }: PlaceProps) {
  return (
    <>
      <LanguageField chosen={filters.languages} />
      <SheetChoice
        name="zone"
        label="Time zone"
        value={filters.zone ? formatZone(filters.zone) : ""}
        choices={zoneChoices({ filters, viewerZone }).map((zone) => [
          formatZone(zone),
          zoneLabel(zone),
        ])}
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
function Menus({ filters, viewerZone, query }: PlaceProps & { query: string }) {
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
      <FilterMenu label="More filters">
        <FilterForm key={query} className="flex flex-col gap-4">
          <OtherFilters query={query} except={MORE} />
          <MoreFields filters={filters} viewerZone={viewerZone} />
          <MenuApply />
        </FilterForm>
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

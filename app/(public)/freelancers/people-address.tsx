import { withQuery } from "#components/board/board-address";
import { formatPersonFilters, type PersonFilters } from "#lib/people/filters";

const PEOPLE = { path: "/freelancers", param: "person" } as const;

/** The address of the freelancers who pass these filters. */
export function peopleAddress(filters: PersonFilters) {
  return withQuery(PEOPLE, formatPersonFilters(filters));
}

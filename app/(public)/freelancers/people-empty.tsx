import { EmptyBecause } from "#components/board/empty-because";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { listActivePersonFilters, type PersonFilters } from "#lib/people/filters";
import type { EmptyBecause as Because } from "#lib/people/queries/people";
import { peopleAddress } from "./people-address.tsx";

/** Names the filter that emptied the list and offers to remove it; without filters, says who will be here. */
export function PeopleEmpty({
  filters,
  because,
}: {
  filters: PersonFilters;
  because: Because | null;
}) {
  const active = listActivePersonFilters(filters);
  if (filters.isSaved && active.length === 1) {
    return (
      <EmptyState
        title="No saved freelancers yet"
        action={<ButtonLink href="/freelancers">See all freelancers</ButtonLink>}
        className="border-b-0 px-[18px] md:px-7"
      >
        Freelancers you save are kept here for your next job.
      </EmptyState>
    );
  }
  if (active.length === 0) {
    return (
      <EmptyState
        title="No freelancers yet"
        action={<ButtonLink href="/jobs">See the open jobs</ButtonLink>}
        className="border-b-0 px-[18px] md:px-7"
      >
        Freelancers are listed here as soon as their profile is set up.
      </EmptyState>
    );
  }
  return (
    <EmptyBecause
      title="No freelancers match"
      clearHref="/freelancers"
      nouns={{ one: "freelancer", many: "freelancers" }}
      because={because && { ...because, href: peopleAddress(because.without) }}
    />
  );
}

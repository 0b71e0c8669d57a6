import { ButtonLink } from "#components/ui/button";
import { buttonClass } from "#components/ui/button-class";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { SearchInput } from "#components/ui/search-input";
import { SEARCHED_MOST } from "#lib/search/queries/work-search";
import type { Asked } from "./page-end.tsx";

/** Finds work by its title or by the other person's name. */
export function WorkSearchForm({
  asked: { q, search },
  isEmpty,
}: {
  asked: Asked;
  /** Nothing was found, and what stands there offers to clear the search. */
  isEmpty: boolean;
}) {
  return (
    <search className="mt-6 flex max-w-lg flex-wrap items-center gap-3">
      <form method="get" action="/my-jobs" className="flex min-w-0 flex-1 gap-2">
        <SearchInput
          label="Search your jobs"
          placeholder="Title or person"
          defaultValue={q}
          className="min-w-0 flex-1"
        />
        <button type="submit" className={buttonClass({})}>
          Search
        </button>
      </form>
      {search && !isEmpty && (
        <Link href="/my-jobs" className="link text-sm">
          Clear the search
        </Link>
      )}
    </search>
  );
}

export function NothingFound({ q }: { q: string }) {
  return (
    <EmptyState
      className="mt-7"
      title={
        <>
          Nothing here has <bdi>“{q.trim()}”</bdi> in it
        </>
      }
      action={<ButtonLink href="/my-jobs">Clear the search</ButtonLink>}
    >
      The search looks at the titles of your jobs and at the names of the people you work with.
    </EmptyState>
  );
}

/** Some list is longer than what a search reads. */
export function SearchIsCut() {
  return (
    <p className="mt-5 text-sm text-ink-2">
      Only the newest <span className="num">{SEARCHED_MOST.toLocaleString("en")}</span> of each list
      were searched.
    </p>
  );
}

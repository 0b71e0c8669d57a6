import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import type { Role } from "#lib/auth/actor";
import { type JobFilters, listActiveFilters } from "#lib/jobs/filters";
import type { EmptyBecause } from "#lib/jobs/list-jobs";
import { boardAddress } from "./board-address.tsx";

/** Names the filter that emptied the list and offers to take it away; without filters, says who fills the board. */
export function BoardEmpty({
  filters,
  because,
  role,
}: {
  filters: JobFilters;
  because: EmptyBecause | null;
  role: Role | null;
}) {
  const active = listActiveFilters(filters);
  if (active.length === 0) return <NoJobs role={role} />;
  if (filters.isSaved && active.length === 1) return <NothingSaved />;
  if (!because) {
    return (
      <EmptyState
        title="No open job matches all of this"
        action={<ButtonLink href="/jobs">Clear all filters</ButtonLink>}
        className="border-b-0 px-[18px] md:px-7"
      >
        Nor does one when any single filter is taken away.
      </EmptyState>
    );
  }
  const found = because.wouldFind === 1 ? "1 job" : `${because.wouldFind} jobs`;
  return (
    <EmptyState
      title={`No open job matches ${because.label}`}
      action={
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={boardAddress(because.without)} scroll={false}>
            Remove {because.label}
          </ButtonLink>
          <ButtonLink href="/jobs" variant="quiet">
            Clear all filters
          </ButtonLink>
        </div>
      }
      className="border-b-0 px-[18px] md:px-7"
    >
      Without it there {because.wouldFind === 1 ? "is" : "are"} {found}.
    </EmptyState>
  );
}

function NothingSaved() {
  return (
    <EmptyState
      title="You have not saved any job"
      action={<ButtonLink href="/jobs">See the open jobs</ButtonLink>}
      className="border-b-0 px-[18px] md:px-7"
    >
      What you save on a job’s page stands here, also once it is no longer open.
    </EmptyState>
  );
}

function NoJobs({ role }: { role: Role | null }) {
  if (role === "client") {
    return (
      <EmptyState
        title="No job is open right now"
        action={
          <ButtonLink href="/jobs/new" variant="primary">
            Post a job
          </ButtonLink>
        }
        className="border-b-0 px-[18px] md:px-7"
      >
        Jobs that clients post stand here until somebody is hired. Yours would be the first.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No job is open right now"
      action={role === null && <ButtonLink href="/register">Register</ButtonLink>}
      className="border-b-0 px-[18px] md:px-7"
    >
      Jobs that clients post stand here until somebody is hired. Come back later.
    </EmptyState>
  );
}

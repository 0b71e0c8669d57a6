import { EmptyBecause } from "#components/board/empty-because";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import type { Role } from "#lib/auth/actor";
import { type JobFilters, listActiveFilters } from "#lib/jobs/filters";
import type { EmptyBecause as Because } from "#lib/jobs/queries/board";
import { boardAddress } from "./board-address.tsx";

/** Names the filter that emptied the list and offers to remove it; without filters, says who fills the board. */
export function BoardEmpty({
  filters,
  because,
  lacksSkills,
  role,
}: {
  filters: JobFilters;
  because: Because | null;
  /** Jobs that match the viewer's skills were asked for, and there are no such skills yet. */
  lacksSkills: boolean;
  role: Role | null;
}) {
  const active = listActiveFilters(filters);
  if (active.length === 0) return <NoJobs role={role} />;
  if (lacksSkills) return <NoSkills />;
  if (filters.isSaved && active.length === 1) return <NothingSaved />;
  return (
    <EmptyBecause
      title="No open jobs match"
      clearHref="/jobs"
      nouns={{ one: "job", many: "jobs" }}
      because={because && { ...because, href: boardAddress(because.without) }}
    />
  );
}

function NoSkills() {
  return (
    <EmptyState
      title="Your profile names no skills yet"
      action={
        <ButtonLink href="/settings/profile" variant="primary">
          Add your skills
        </ButtonLink>
      }
      className="border-b-0 px-[18px] md:px-7"
    >
      The jobs that ask for them are listed here then.
    </EmptyState>
  );
}

function NothingSaved() {
  return (
    <EmptyState
      title="No saved jobs yet"
      action={<ButtonLink href="/jobs">See the open jobs</ButtonLink>}
      className="border-b-0 px-[18px] md:px-7"
    >
      Jobs you save are kept here, even after they close.
    </EmptyState>
  );
}

function NoJobs({ role }: { role: Role | null }) {
  if (role === "client") {
    return (
      <EmptyState
        title="No open jobs right now"
        action={
          <ButtonLink href="/jobs/new" variant="primary">
            Post a job
          </ButtonLink>
        }
        className="border-b-0 px-[18px] md:px-7"
      >
        Open jobs are listed here until a freelancer is hired. Yours would be the first.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No open jobs right now"
      action={role === null && <ButtonLink href="/register">Register</ButtonLink>}
      className="border-b-0 px-[18px] md:px-7"
    >
      Open jobs are listed here until a freelancer is hired. Come back later.
    </EmptyState>
  );
}

import { Avatar } from "#components/ui/avatar";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { Rating } from "#components/ui/rating";
import { Loading, Skeleton, SkeletonRows } from "#components/ui/skeleton";
import { findActor } from "#lib/auth/session";
import { parsePersonFilters } from "#lib/people/filters";
import { listPeople } from "#lib/people/queries/people";
import { avatarPath } from "#lib/users/avatar";

const SHOWN = 4;

/** The first ones of the list of freelancers, a newcomer among them. */
export async function SomeFreelancers() {
  const page = await listPeople(await findActor(), parsePersonFilters({}), { limit: SHOWN });
  if (page.rows.length === 0) {
    return (
      <EmptyState title="No freelancers yet">
        The first freelancer who sets up a profile will be listed here.
      </EmptyState>
    );
  }
  return (
    <ul className="grid gap-x-10 border-y border-line max-sm:divide-y max-sm:divide-line sm:grid-cols-2">
      {page.rows.map((person) => (
        <li key={person.userId} className="relative flex items-center gap-4 py-4">
          <Avatar name={person.name} src={avatarPath(person)} size="lg" />
          <div className="min-w-0 flex-1">
            <h3 className="font-text text-[1rem] font-semibold tracking-normal">
              <Link
                href={`/freelancers/${person.handle}`}
                className="stretched rounded-sm hover:text-accent"
              >
                <bdi>{person.name}</bdi>
              </Link>
            </h3>
            <p className="truncate text-sm text-ink-2">
              <bdi>{person.headline}</bdi>
            </p>
            <p className="mt-0.5 text-sm text-ink-3">
              {person.rating === null ? (
                "New here"
              ) : (
                <Rating value={person.rating} count={person.reviewCount} />
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

export function SomeFreelancersSkeleton() {
  return (
    <Loading label="Loading the freelancers">
      <SkeletonRows count={2}>
        <div className="flex items-center gap-4">
          <Skeleton round className="size-14" />
          <Skeleton className="h-5 w-3/5" />
        </div>
      </SkeletonRows>
    </Loading>
  );
}

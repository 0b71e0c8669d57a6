"use no memo";

import type { Route } from "next";
import type { ReactNode } from "react";
import { type RowHandlers, rowId } from "#components/board/board-kind";
import { ListRow, RowTags } from "#components/board/list-row";
import { Amount } from "#components/ui/amount";
import { Avatar } from "#components/ui/avatar";
import { Link } from "#components/ui/link";
import { Rating } from "#components/ui/rating";
import { Tag } from "#components/ui/tag";
import type { PersonRowView } from "#lib/people/schema";
import type { Sent } from "#lib/sent";
import { avatarPath } from "#lib/users/avatar";

export type PersonRowData = Sent<PersonRowView>;

/** A freelancer in a list: who they are, what they do, and how they have done. The whole row is its link. */
export function PersonRow<T extends string>({
  person,
  href,
  isCurrent = false,
  isNew = false,
  ...handlers
}: {
  person: PersonRowData;
  href: Route<T>;
  /** Open beside the list; "wide" when only a wide screen shows it there. */
  isCurrent?: boolean | "wide";
  /** A saved search has found them since the viewer last looked. */
  isNew?: boolean;
} & Partial<RowHandlers>) {
  return (
    <ListRow isCurrent={isCurrent}>
      <div className="flex gap-3.5">
        <Avatar name={person.name} src={avatarPath(person)} size="md" />
        <div className="min-w-0 flex-1">
          <div className="flex items-start justify-between gap-3">
            <h2 className="min-w-0 font-text text-base leading-[1.3] font-semibold tracking-normal">
              <Link
                href={href}
                prefetch={false}
                scroll={false}
                id={rowId(person.handle)}
                data-entry
                aria-current={isCurrent ? "true" : undefined}
                className="stretched rounded-sm outline-offset-4"
                {...handlers}
              >
                <bdi>{person.name}</bdi>
              </Link>
            </h2>
            <RowTags isNew={isNew}>
              <Mark person={person} />
            </RowTags>
          </div>
          <p className="mt-0.5 line-clamp-1 text-sm text-ink-2">
            <bdi>{person.headline}</bdi>
          </p>
          <p className="mt-1.5 mb-2 line-clamp-1 text-sm text-ink-3">
            <bdi>{person.skills.join(" · ")}</bdi>
          </p>
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-sm text-ink-3">
            <Standing person={person} />
            <span className="num">{rateOf(person)}</span>
          </div>
        </div>
      </div>
    </ListRow>
  );
}

function Standing({ person: { rating, reviewCount, completedCount } }: { person: PersonRowData }) {
  if (rating !== null) return <Rating value={rating} count={reviewCount} />;
  if (completedCount === 0) return <span>No finished job yet</span>;
  return (
    <span className="num">
      {completedCount === 1 ? "1 finished job" : `${completedCount} finished jobs`}
    </span>
  );
}

function rateOf({ hourlyRateCents }: PersonRowData): ReactNode {
  if (hourlyRateCents === null) return "Rate by agreement";
  return (
    <>
      <Amount cents={hourlyRateCents} className="font-semibold text-ink" /> an hour
    </>
  );
}

function Mark({ person }: { person: PersonRowData }) {
  if (person.isOwn) return <Tag>You</Tag>;
  if (person.isSaved) return <Tag>Saved</Tag>;
  return person.availability === "unavailable" ? <Tag>Not available</Tag> : null;
}

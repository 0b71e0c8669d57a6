"use client";
"use no memo";

import { useSearchParams } from "next/navigation";
import { Suspense } from "react";
import { BoardFrame, type BoardProps } from "#components/board/board-frame";
import type {
  BoardKind,
  BoardRowProps,
  KnownProps,
  OpenedProps,
} from "#components/board/board-kind";
import { PanelSkeleton } from "#components/board/board-skeleton";
import { KnownEntry } from "#components/board/known-entry";
import { lazyPart } from "#components/ui/on-demand";
import { ShareLink } from "#components/ui/share-link";
import { type InvitableJob, Invite } from "#components/users/invite";
import { type PersonData, PersonDetail } from "#components/users/person-detail";
import { PersonRow, type PersonRowData } from "#components/users/person-row";
import { formatPersonFilters, parsePersonFilters } from "#lib/people/filters";
import { inviteAction, markPersonAction } from "./actions.ts";

// Only clients can save somebody.
const SaveButton = lazyPart(async () => {
  const part = await import("#components/ui/save-button");
  return { default: part.SaveButton };
});

/** A freelancer as the panel shows them; `jobs` are those that the viewer can invite them to. */
type OpenedPersonData = { readonly person: PersonData; readonly jobs: readonly InvitableJob[] };

const PEOPLE: BoardKind<PersonRowData, OpenedPersonData> = {
  path: "/freelancers",
  param: "person",
  nouns: { one: "freelancer", many: "freelancers" },
  idOf: ({ handle }) => handle,
  cameAt: ({ startedAt }) => startedAt,
  idOfOpened: ({ person }) => person.freelancer.handle,
  queryOf: (fields) => formatPersonFilters(parsePersonFilters(fields)),
  Row,
  Opened: OpenedPerson,
  Known: KnownPerson,
  PanelSkeleton,
};

/** The freelancers who want to be found, with the opened one beside them. */
export function PersonBoard(props: BoardProps<PersonRowData, OpenedPersonData>) {
  return <BoardFrame kind={PEOPLE} {...props} />;
}

function Row({ row, isMarked, ...place }: BoardRowProps<PersonRowData>) {
  return <PersonRow person={{ ...row, isSaved: isMarked ?? row.isSaved }} {...place} />;
}

function OpenedPerson({
  opened,
  headingId,
  isMarked,
  onMark,
  close,
}: OpenedProps<OpenedPersonData>) {
  const { person, jobs } = opened;
  const { freelancer, viewer } = person;
  const chosenJob = useSearchParams().get("for");
  return (
    <PersonDetail
      person={person}
      headingId={headingId}
      tools={
        <>
          {viewer.mayInvite && (
            <Suspense fallback={null}>
              <SaveButton
                name="freelancerId"
                value={freelancer.userId}
                isSaved={isMarked ?? viewer.isSaved}
                action={markPersonAction}
                onChange={onMark}
              />
            </Suspense>
          )}
          <ShareLink
            path={`/freelancers/${freelancer.handle}`}
            title={freelancer.name}
            what="this profile"
          />
          {close}
        </>
      }
    >
      {viewer.mayInvite && (
        <Invite freelancer={freelancer} jobs={jobs} chosenJob={chosenJob} action={inviteAction} />
      )}
    </PersonDetail>
  );
}

function KnownPerson({ row, ...state }: KnownProps<PersonRowData>) {
  return (
    <KnownEntry
      one="profile"
      title={row?.name ?? null}
      page={row && `/freelancers/${row.handle}`}
      {...state}
    >
      {row && (
        <>
          <p className="mt-2.5 text-ink-2">
            <bdi>{row.headline}</bdi>
          </p>
          <p className="mt-5">
            <bdi>{row.skills.join(", ")}</bdi>
          </p>
        </>
      )}
    </KnownEntry>
  );
}

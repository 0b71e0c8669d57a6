"use no memo";

import { BadgeCheck } from "lucide-react";
import type { Route } from "next";
import { type RowHandlers, rowId } from "#components/board/board-kind";
import { ListRow, RowTags } from "#components/board/list-row";
import { Amount } from "#components/ui/amount";
import { Link } from "#components/ui/link";
import { MarkedText } from "#components/ui/marked-text";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import { proposalsText } from "#lib/jobs/describe-job";
import { JOB_STATUS_WORDS } from "#lib/jobs/policy";
import type { JobRowView } from "#lib/jobs/schema";

export type JobRowData = Omit<JobRowView, "createdAt"> & { readonly createdAt: Date | string };

const SHOWN_SKILLS = 3;

/** A job in a list: title, first words, budget, who and when. The whole row is its link. */
export function JobRow<T extends string>({
  job,
  href,
  isCurrent = false,
  isNew = false,
  level = 2,
  ...handlers
}: {
  job: JobRowData;
  href: Route<T>;
  /** Open beside the list; "wide" when only a wide screen shows it there. */
  isCurrent?: boolean | "wide";
  /** A saved search has found it since the viewer last looked. */
  isNew?: boolean;
  level?: 2 | 3;
} & Partial<RowHandlers>) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <ListRow isCurrent={isCurrent}>
      <div className="flex items-start justify-between gap-3">
        <Heading className="min-w-0 text-pretty font-text text-base leading-[1.3] font-semibold tracking-normal md:text-[1rem]">
          <Link
            href={href}
            prefetch={false}
            scroll={false}
            id={rowId(job.jobId)}
            data-entry
            aria-current={isCurrent ? "true" : undefined}
            className="stretched rounded-sm outline-offset-4"
            {...handlers}
          >
            <bdi>
              <MarkedText text={job.title} hits={job.titleHits} />
            </bdi>
          </Link>
        </Heading>
        <RowTags isNew={isNew}>
          <Mark job={job} />
        </RowTags>
      </div>
      <p dir="auto" className="mt-1 mb-2 line-clamp-2 text-sm text-ink-2">
        <MarkedText text={job.snippet} hits={job.snippetHits} />
      </p>
      <MatchingSkills skills={job.matchingSkills} />
      <JobRowFacts job={job} />
    </ListRow>
  );
}

/** Why it may be for the viewer. Always one line, so that no row moves. */
function MatchingSkills({ skills }: { skills: readonly string[] }) {
  if (skills.length === 0) return null;
  const more = skills.length - SHOWN_SKILLS;
  return (
    <p className="mb-2 flex items-center gap-1.5 text-sm text-ink-2">
      <BadgeCheck aria-hidden="true" className="size-4 shrink-0 text-accent" />
      <span className="sr-only">Asks for your skills: </span>
      <bdi className="truncate">{skills.slice(0, SHOWN_SKILLS).join(", ")}</bdi>
      {more > 0 && <span className="num shrink-0">+{more}</span>}
    </p>
  );
}

/** On one line or two as the list's width has it, so that a time which grows moves no row. */
function JobRowFacts({ job }: { job: JobRowData }) {
  return (
    <div className="@container text-sm text-ink-3">
      <div className="flex justify-between gap-x-4 @max-sm:flex-col">
        <span className="shrink-0">
          <Amount cents={job.budgetCents} className="font-semibold text-ink" /> fixed
        </span>
        <span className="flex min-w-0">
          <bdi className="truncate">{job.clientName}</bdi>
          <span className="shrink-0 whitespace-pre">
            {" · "}
            <Time at={job.createdAt} inline />
            {" · "}
            <span className="num">{proposalsText(job.proposalCount)}</span>
          </span>
        </span>
      </div>
    </div>
  );
}

function Mark({ job }: { job: JobRowData }) {
  if (job.status !== "open") return <Tag>{JOB_STATUS_WORDS[job.status]}</Tag>;
  if (job.isOwn) return <Tag>Yours</Tag>;
  if (job.hasApplied) return <Tag>Applied</Tag>;
  return job.isSaved ? <Tag>Saved</Tag> : null;
}

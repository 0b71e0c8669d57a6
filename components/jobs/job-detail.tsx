"use no memo";

import { Check, Paperclip } from "lucide-react";
import type { ComponentProps, ComponentType, ReactNode } from "react";
import { ReportLink } from "#components/layout/report-link";
import { MoneyLine } from "#components/money/money-line";
import { Amount } from "#components/ui/amount";
import { Chip } from "#components/ui/chip";
import { cn } from "#components/ui/cn";
import { Day, DayEnd } from "#components/ui/day";
import { Facts } from "#components/ui/facts";
import { FormMessage } from "#components/ui/form-message";
import { Link } from "#components/ui/link";
import { MiniSection } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { ClientRecordView } from "#lib/contracts/contract-views";
import { filesText } from "#lib/files/policy";
import { categoryLabel } from "#lib/jobs/categories";
import {
  approvalText,
  notOpenText,
  releaseStations,
  releaseText,
  roundsText,
  timelineText,
} from "#lib/jobs/describe-job";
import { feeSentence, hasFee } from "#lib/jobs/fee";
import type { JobView } from "#lib/jobs/schema";
import { formatWholeUnits } from "#lib/money";
import type { Sent } from "#lib/sent";
import { ClientRecord } from "./client-record.tsx";

export type JobData = Sent<JobView>;

/** Everything about one job: beside the list, as a page, and in the preview of a form. */
export function JobDetail({
  job,
  record,
  level,
  headingId,
  Files,
  tools,
  children,
}: {
  job: JobData;
  record: ClientRecordView | null;
  /** `FileList`, which a list of jobs loads only for a job with files. */
  Files: ComponentType<{ files: JobData["files"]; label: string }>;
  /** 1 when it is the page, 2 beside the list. */
  level: 1 | 2;
  headingId?: string;
  /** At the end of the first line: save, share, close. */
  tools?: ReactNode;
  /** What the viewer can do with it. */
  children?: ReactNode;
}) {
  const Heading = level === 1 ? "h1" : "h2";
  const sub = level === 1 ? 2 : 3;
  const closed = closedText(job);
  return (
    <article>
      <div className="flex items-center justify-between gap-4 lg:min-h-9">
        <p className="eyebrow">{categoryLabel(job.category)}</p>
        {tools && (
          // On small screens beside the way back, at the top of the positioned container.
          <div className="-mr-3 flex min-h-9 flex-none items-center max-lg:absolute max-lg:top-2 max-lg:right-[18px]">
            {tools}
          </div>
        )}
      </div>
      <Heading
        id={headingId}
        tabIndex={-1}
        className="mt-1 max-w-[14.1em] text-3xl outline-none md:text-[2.25rem]"
      >
        <bdi>{job.title}</bdi>
      </Heading>
      <ClientLine job={job} record={record} />
      {job.isHidden && job.viewer.isOwner && (
        <FormMessage tone="note" className="mt-5">
          A moderator hides this job from everybody who has no part in it.{" "}
          <Link href="/settings/standing" className="link">
            See why, and how to appeal
          </Link>
        </FormMessage>
      )}
      {closed && (
        <FormMessage tone="note" className="mt-5">
          {closed}
        </FormMessage>
      )}
      <JobFacts job={job} className="mt-5.5" />
      {job.status === "open" && (
        <MiniSection title="How the money moves" level={sub} className="mt-5.5">
          <JobMoneyLine job={job} />
          {record?.isMoneyHere && <MoneyIsHere isOwner={job.viewer.isOwner} />}
        </MiniSection>
      )}
      <div dir="auto" className="prose-text mt-6.5">
        {job.description}
      </div>
      {job.skills.length > 0 && (
        <ul aria-label="Skills" className="mt-6 flex flex-wrap gap-2">
          {job.skills.map((skill) => (
            <li key={skill} className="max-w-full">
              <Chip>
                <bdi>{skill}</bdi>
              </Chip>
            </li>
          ))}
        </ul>
      )}
      <JobFiles job={job} level={sub} Files={Files} />
      <JobChecklist job={job} level={sub} />
      <JobQuestions job={job} level={sub} />
      {record && <ClientRecord record={record} level={sub} />}
      {children}
      {!job.viewer.isOwner && (
        <div className="mt-6.5">
          <ReportLink subject={job.jobId} what="this job" />
        </div>
      )}
    </article>
  );
}

/** Why nobody can apply, in the words of the viewer's side. */
function closedText({ status, viewer }: JobData): string | null {
  if (status === "expired") {
    return viewer.isOwner
      ? "This job has expired: it is not on the board, and nobody can apply. You can still hire from its proposals."
      : notOpenText(status);
  }
  const closed = notOpenText(status);
  if (closed === null || viewer.contractId !== null) return closed;
  return `${closed} This job no longer takes proposals.`;
}

/** True when the page was made; the amount stays the client's. */
function MoneyIsHere({ isOwner }: { isOwner: boolean }) {
  return (
    <p className="measure mt-2 flex gap-2 text-sm">
      <Check aria-hidden="true" className="mt-0.5 size-4 flex-none text-accent" />
      <span>
        <strong className="font-semibold">The money is already here.</strong>{" "}
        <span className="text-ink-2">
          {isOwner
            ? "Your wallet covers the budget now. Freelancers see this, and not how much there is."
            : "The client’s wallet covers the budget now; the price is held when you are hired."}
        </span>
      </span>
    </p>
  );
}

/** What its client will check before they approve the work. */
function JobChecklist({ job: { checklist }, level }: { job: JobData; level: 2 | 3 }) {
  if (checklist.length === 0) return null;
  return (
    <MiniSection title="What will be checked" level={level} className="mt-7">
      <ul className="measure list-disc space-y-1.5 pl-5 marker:text-ink-3">
        {checklist.map((item) => (
          <li key={item}>
            <bdi>{item}</bdi>
          </li>
        ))}
      </ul>
    </MiniSection>
  );
}

/** What everyone who applies is asked. */
function JobQuestions({ job: { questions }, level }: { job: JobData; level: 2 | 3 }) {
  if (questions.length === 0) return null;
  return (
    <MiniSection title="Asked when you apply" level={level} className="mt-7">
      <ol className="measure list-decimal space-y-1.5 pl-5 marker:text-ink-3">
        {questions.map(({ text, isOptional }) => (
          <li key={text}>
            <bdi>{text}</bdi>
            {isOptional && <span className="text-ink-3"> (optional)</span>}
          </li>
        ))}
      </ol>
    </MiniSection>
  );
}

/** The client's files; viewers who may not open them see how many there are, and who may. */
function JobFiles({
  job,
  level,
  Files,
}: {
  job: JobData;
  level: 2 | 3;
  Files: ComponentProps<typeof JobDetail>["Files"];
}) {
  const { files, fileCount, status } = job;
  if (fileCount === 0) return null;
  if (files.length > 0) {
    return (
      <MiniSection title={filesText(files.length)} level={level} className="mt-7">
        <Files files={files} label="Files of this job" />
      </MiniSection>
    );
  }
  return (
    <p className="mt-6 flex items-center gap-2 text-sm text-ink-2">
      <Paperclip aria-hidden="true" className="size-4 flex-none text-ink-3" />
      {filesText(fileCount)} attached,{" "}
      {status === "open"
        ? "for freelancers who are signed in."
        : "for the client and the freelancer who was hired."}
    </p>
  );
}

function ClientLine({ job, record }: { job: JobData; record: ClientRecordView | null }) {
  return (
    <p className="mt-2.5 text-ink-2">
      {job.client.handle ? (
        <Link
          href={`/clients/${job.client.handle}`}
          className="rounded-sm underline decoration-line decoration-1 underline-offset-3 hover:text-ink hover:decoration-current"
        >
          <bdi>{job.client.name}</bdi>
        </Link>
      ) : (
        job.client.name
      )}
      {record && ` · ${hiredText(record.hiredCount)}`}
      {record?.medianApprovalMs != null &&
        ` · usually approves within ${approvalText(record.medianApprovalMs)}`}
      {" · posted "}
      <Time at={job.createdAt} />
      {job.editedAt && (
        <>
          {" · "}
          <Link href={`/jobs/${job.jobId}/changes`} className="link">
            edited <Time at={job.editedAt} inline />
          </Link>
        </>
      )}
    </p>
  );
}

function hiredText(count: number): string {
  if (count === 0) return "has not hired here yet";
  return count === 1 ? "hired once" : `hired ${count} times`;
}

/** Budget, timeline, proposals and deadline. */
export function JobFacts({
  job,
  isNarrow = false,
  className,
}: {
  job: JobData;
  isNarrow?: boolean;
  className?: string;
}) {
  return (
    <Facts
      isNarrow={isNarrow}
      className={cn(className)}
      facts={[
        {
          label: "Budget",
          value: <Amount cents={job.budgetCents} />,
          note: job.offers ? offersText(job.offers) : "fixed price",
        },
        { label: "Timeline", value: timelineText(job.timelineDays), note: "from hiring" },
        {
          label: "Proposals",
          value: job.proposalCount,
          note: progressText(job),
        },
        job.deadlineAt
          ? {
              label: "Needed by",
              value: <Day endsAt={job.deadlineAt} />,
              note: <DayEnd endsAt={job.deadlineAt} />,
            }
          : { label: "Needed by", value: "No set date", note: "the timeline applies" },
      ]}
    />
  );
}

function progressText({ proposalCount, readCount, shortlistedCount }: JobData): string {
  if (proposalCount === 0) return "none yet";
  const read = readCount === 0 ? "none read" : `${readCount} read`;
  return shortlistedCount === 0 ? read : `${read}, ${shortlistedCount} shortlisted`;
}

function offersText(offers: NonNullable<JobData["offers"]>): string {
  const [lowest, highest] = [offers.lowestCents, offers.highestCents].map((cents) =>
    formatWholeUnits(cents),
  );
  if (offers.lowestCents === 0) return `proposals up to ${highest}`;
  return lowest === highest ? `proposals at ${lowest}` : `proposals ${lowest} to ${highest}`;
}

/** Whose words to use: the job's own client reads "you", and so does every freelancer. */
function sideOf(viewer: JobData["viewer"]): "client" | "freelancer" | null {
  if (viewer.isOwner) return "client";
  return viewer.role === "freelancer" ? "freelancer" : null;
}

/** The path of the money before anyone is hired, with the release rule in plain words. */
export function JobMoneyLine({
  job,
}: {
  job: Pick<JobData, "releaseRule" | "reviewWindowDays" | "rounds" | "fee" | "client" | "viewer">;
}) {
  const you = sideOf(job.viewer);
  const notes = releaseStations(job.releaseRule, job.reviewWindowDays, you);
  return (
    <>
      <MoneyLine
        place="nowhere"
        client={{ name: you === "client" ? "You" : job.client.name, note: notes.client }}
        held={{ note: notes.held }}
        freelancer={{
          name: you === "freelancer" ? "You" : "Freelancer",
          note: notes.freelancer,
        }}
      />
      <p className="measure mt-3 text-sm text-ink-2">
        {releaseText(job.releaseRule, job.reviewWindowDays, you)}
        {roundsText(job)}
        {hasFee(job.fee) && ` ${feeSentence(job.fee, you)}`}
      </p>
    </>
  );
}

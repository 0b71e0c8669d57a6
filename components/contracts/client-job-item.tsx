import type { ComponentType } from "react";
import { Amount } from "#components/ui/amount";
import { ButtonLink } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { Row } from "#components/ui/section";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import type { ClientJobView } from "#lib/jobs/schema";
import { countedText } from "#lib/paging";

/** The form by which a client renews a job. */
export type RenewButton = ComponentType<{ jobId: string; variant?: "primary"; isWide?: boolean }>;

/** A client's own job without a hire: how many offers it has, and what to do about it. */
export function ClientJobItem({
  job,
  isLeading = false,
  Renew,
}: {
  job: ClientJobView;
  /** Its action is the most urgent one of the page. */
  isLeading?: boolean;
  Renew?: RenewButton | undefined;
}) {
  const { jobId, title, undecidedCount: waiting, shortlistedCount } = job;
  return (
    <Row className="grid gap-x-8 gap-y-3 py-4 md:grid-cols-[minmax(0,1fr)_minmax(0,280px)_176px] md:items-center">
      <div className="min-w-0">
        <h3 className="flex items-start gap-3 font-text text-base leading-snug font-semibold tracking-normal">
          <Link href={`/jobs/${jobId}`} data-entry="" className="stretched min-w-0">
            <bdi>{title}</bdi>
          </Link>
          {job.status === "expired" && <Tag className="flex-none">Expired</Tag>}
        </h3>
        <p className="mt-0.5 text-sm text-ink-2">
          <Expiry job={job} />
          {proposalWords(waiting)}
          {shortlistedCount > 0 && `, ${countedText(shortlistedCount)} shortlisted`}
          {" · posted "}
          <Time at={job.createdAt} inline />
        </p>
      </div>
      <p className="text-sm text-ink-2">
        Budget <Amount cents={job.budgetCents} />
      </p>
      <div className="flex flex-col gap-2 md:items-end">
        {asksToRead(job) && <ReadProposals job={job} isLeading={isLeading} />}
        {job.mayRenew && Renew && (
          <Renew
            jobId={jobId}
            isWide
            {...(isLeading && !asksToRead(job) && { variant: "primary" })}
          />
        )}
        {!asksToRead(job) && !job.mayRenew && <OtherStep job={job} />}
      </div>
    </Row>
  );
}

/** A job that was closed before anyone was hired. */
export function ClosedJobItem({ job }: { job: ClientJobView }) {
  return (
    <Row className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-40">
        <h3 className="font-text text-base leading-snug font-normal tracking-normal">
          <Link href={`/jobs/${job.jobId}`} data-entry="" className="stretched">
            <bdi>{job.title}</bdi>
          </Link>
        </h3>
        <p className="text-sm text-ink-3">
          Nobody hired, posted <Time at={job.createdAt} format="date" inline />
        </p>
      </div>
      <Tag>Closed</Tag>
    </Row>
  );
}

/** When it expires, once that needs its client. */
function Expiry({ job }: { job: ClientJobView }) {
  if (!job.mayRenew) return null;
  return (
    <>
      <span className="font-semibold text-ink">
        {job.status === "expired" ? "Expired " : "Expires "}
        <Time at={job.expiresAt} inline />
      </span>
      {" · "}
    </>
  );
}

function asksToRead({ undecidedCount }: ClientJobView): boolean {
  return undecidedCount > 0;
}

function ReadProposals({ job, isLeading }: { job: ClientJobView; isLeading: boolean }) {
  return (
    <ButtonLink
      href={`/jobs/${job.jobId}/proposals`}
      variant={isLeading ? "primary" : "plain"}
      wide
      className="above-link"
    >
      Read{" "}
      {job.undecidedCount === 1 ? "the proposal" : `${countedText(job.undecidedCount)} proposals`}
    </ButtonLink>
  );
}

/** While nobody waits for its client. */
function OtherStep({ job }: { job: ClientJobView }) {
  if (job.proposalCount === 0) {
    return (
      <ButtonLink href={`/freelancers?for=${job.jobId}`} size="sm" wide className="above-link">
        Invite freelancers
      </ButtonLink>
    );
  }
  return (
    <ButtonLink href={`/jobs/${job.jobId}/edit`} size="sm" wide className="above-link">
      Edit the job
    </ButtonLink>
  );
}

function proposalWords(waiting: number): string {
  if (waiting === 0) return "No proposals to read";
  return waiting === 1 ? "1 proposal to read" : `${countedText(waiting)} proposals to read`;
}

import type { ReactNode } from "react";
import { Amount } from "#components/ui/amount";
import { ButtonLink } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { Time } from "#components/ui/time";
import type { JobData } from "./job-detail.tsx";

/** What the viewer can do with a job now, and what they should know before. Nothing where there is nothing to do. */
export function JobNextStep({ job }: { job: JobData }) {
  const { viewer } = job;
  if (viewer.contractId) {
    return (
      <ButtonLink href={`/contracts/${viewer.contractId}`} variant="primary" wide="phone">
        See the contract
      </ButtonLink>
    );
  }
  if (viewer.isOwner) return <OwnerStep job={job} />;
  const { proposal } = viewer;
  if (proposal && (proposal.status !== "withdrawn" || job.status !== "open")) {
    return (
      <>
        <ButtonLink href={`/proposals/${proposal.proposalId}`} variant="primary" wide="phone">
          See your proposal
        </ButtonLink>
        <Note>
          <Amount cents={proposal.priceCents} />, sent <Time at={proposal.createdAt} inline />
          {proposal.status === "submitted" && ". The client has not decided yet."}
        </Note>
      </>
    );
  }
  if (job.status !== "open") {
    return (
      <ButtonLink href="/jobs" wide="phone">
        See the open jobs
      </ButtonLink>
    );
  }
  if (viewer.role === "client" || viewer.role === "admin") {
    return (
      <Note>
        You are signed in as {viewer.role === "client" ? "a client" : "an admin"}. Freelancers can
        apply here.
      </Note>
    );
  }
  return (
    <>
      <ButtonLink href={`/jobs/${job.jobId}/apply`} variant="primary" wide="phone">
        Apply to this job
      </ButtonLink>
      <Note className="max-lg:hidden">
        {viewer.role === null
          ? "You sign in or register first. Applying is free."
          : "Applying is free. You see what becomes of your proposal, always."}
      </Note>
    </>
  );
}

function OwnerStep({ job }: { job: JobData }) {
  return (
    <>
      <ButtonLink href={`/jobs/${job.jobId}/proposals`} variant="primary" wide="phone">
        {job.proposalCount > 0 ? `Compare ${countText(job.proposalCount)}` : "See the proposals"}
      </ButtonLink>
      {job.status === "open" && (
        <>
          <ButtonLink href={`/jobs/${job.jobId}/edit`} wide="phone">
            Edit
          </ButtonLink>
          <Note>It is on the board, and freelancers can apply.</Note>
        </>
      )}
    </>
  );
}

function countText(count: number): string {
  return count === 1 ? "1 proposal" : `${count} proposals`;
}

function Note({ className, children }: { className?: string; children: ReactNode }) {
  return <p className={cn("text-sm text-ink-3", className)}>{children}</p>;
}

"use no memo";

import type { ComponentType, ReactNode } from "react";
import { Amount } from "#components/ui/amount";
import { ButtonLink } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { Time } from "#components/ui/time";
import { ROLE_NAMES } from "#lib/auth/actor";
import { isUndecided } from "#lib/jobs/policy";
import type { JobData } from "./job-detail.tsx";

/** What the viewer can do with a job now, and what they should know first. Nothing when there is nothing to do. */
export function JobNextStep({
  job,
  Renew,
}: {
  job: JobData;
  /** Where its client can renew it. */
  Renew?: ComponentType<{ jobId: string }>;
}) {
  const { viewer } = job;
  if (viewer.contractId) {
    return (
      <ButtonLink href={`/contracts/${viewer.contractId}`} variant="primary" wide="phone">
        See the contract
      </ButtonLink>
    );
  }
  if (viewer.isOwner) return <OwnerStep job={job} Renew={Renew} />;
  const { proposal } = viewer;
  if (proposal && (proposal.status !== "withdrawn" || job.status !== "open")) {
    return (
      <>
        <ButtonLink href={`/proposals/${proposal.proposalId}`} variant="primary" wide="phone">
          See your proposal
        </ButtonLink>
        <Note>
          <Amount cents={proposal.priceCents} />, sent <Time at={proposal.createdAt} inline />
          {proposal.status === "submitted" && waitingText(job)}
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
  if (viewer.role !== null && viewer.role !== "freelancer") {
    const role = ROLE_NAMES[viewer.role].toLowerCase();
    return (
      <Note>
        You are signed in as {/^a/.test(role) ? "an" : "a"} {role}. Freelancers can apply here.
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
          : "Applying is free. You always see what happened to your proposal."}
      </Note>
    </>
  );
}

function waitingText({ status }: JobData): string {
  return status === "expired"
    ? ". The client has not decided, and can still hire you."
    : ". The client has not decided yet.";
}

function OwnerStep({
  job,
  Renew,
}: {
  job: JobData;
  Renew: ComponentType<{ jobId: string }> | undefined;
}) {
  const { jobId, proposalCount, status, viewer } = job;
  const isWaiting = status === "open" && proposalCount === 0;
  return (
    <>
      {isWaiting ? (
        <ButtonLink href={`/freelancers?for=${jobId}`} variant="primary" wide="phone">
          Invite freelancers
        </ButtonLink>
      ) : status === "expired" && proposalCount === 0 ? null : (
        <ButtonLink href={`/jobs/${jobId}/proposals`} variant="primary" wide="phone">
          {proposalCount > 0 ? `Compare ${countText(proposalCount)}` : "See the proposals"}
        </ButtonLink>
      )}
      {viewer.mayRenew && Renew && <Renew jobId={jobId} />}
      {isUndecided(status) && (
        <ButtonLink href={`/jobs/${jobId}/edit`} wide="phone">
          {status === "open" ? "Edit" : "Close it"}
        </ButtonLink>
      )}
      {status === "open" && (
        <Note>
          {viewer.mayRenew ? (
            <>
              Expires <Time at={job.expiresAt} inline />: after that it is not on the board, and
              nobody can apply.
            </>
          ) : (
            <>
              On the board until <Time at={job.expiresAt} format="date" inline />. Freelancers can
              apply.
            </>
          )}
        </Note>
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

"use no memo";

import { ButtonLink } from "#components/ui/button";
import type { FormAction } from "#lib/forms/state";
import type { Id } from "#lib/ids";
import { firstName } from "#lib/proposals/describe-proposal";
import { InviteForm } from "./invite-later.tsx";

export type InvitableJob = { readonly value: Id<"job">; readonly label: string };

/** A client writes first: about one of their open jobs. */
export function Invite({
  freelancer,
  jobs,
  chosenJob = null,
  action,
}: {
  freelancer: { readonly userId: Id<"usr">; readonly name: string };
  /** The client's open jobs. */
  jobs: readonly InvitableJob[];
  /** The job that the client is looking for people for. */
  chosenJob?: string | null;
  action: FormAction;
}) {
  const first = firstName(freelancer.name);
  if (jobs.length === 0) {
    return (
      <p className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-3 text-sm text-ink-2">
        <ButtonLink href="/jobs/new" wide="phone">
          Post a job
        </ButtonLink>
        You can then invite {first} to it.
      </p>
    );
  }
  return (
    <InviteForm
      // Another choice is another form.
      key={chosenJob}
      action={action}
      freelancerId={freelancer.userId}
      first={first}
      jobs={jobs}
      chosenJob={jobs.find(({ value }) => value === chosenJob)?.value}
    />
  );
}

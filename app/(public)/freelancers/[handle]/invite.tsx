import { ButtonLink } from "#components/ui/button";
import { ConfirmForm } from "#components/ui/confirm-form";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { Textarea } from "#components/ui/textarea";
import type { Actor } from "#lib/auth/actor";
import { BODY_MAX } from "#lib/conversations/schema";
import { listClientJobs } from "#lib/jobs/queries";
import { firstName } from "#lib/proposals/describe-proposal";
import type { FreelancerView } from "#lib/users/schema";
import { inviteAction } from "./actions.ts";

/** A client writes first: about one of their open jobs. */
export async function Invite({ actor, freelancer }: { actor: Actor; freelancer: FreelancerView }) {
  const jobs = await listClientJobs(actor, ["open"]);
  const first = firstName(freelancer.name);
  if (jobs.length === 0) {
    return (
      <p className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-3 text-sm text-ink-2">
        <ButtonLink href="/jobs/new" wide="phone">
          Post a job
        </ButtonLink>
        You can invite {first} to it then.
      </p>
    );
  }
  return (
    <ConfirmForm
      action={inviteAction}
      label="Invite to a job"
      submitLabel={`Send the invitation to ${first}`}
      pendingLabel="Sending…"
      className="mt-6 max-w-lg"
    >
      <input type="hidden" name="freelancerId" value={freelancer.userId} />
      <Field name="jobId" label="Job">
        <Select
          options={jobs.map(({ jobId, title }) => ({ value: jobId, label: title }))}
          {...(jobs.length > 1 && { placeholder: "Choose one of your open jobs" })}
        />
      </Field>
      <Field
        name="body"
        label="First message"
        help={`Why this job and ${first} fit together. ${first} can answer, apply, or leave it.`}
      >
        <Textarea rows={5} maxLength={BODY_MAX} />
      </Field>
    </ConfirmForm>
  );
}

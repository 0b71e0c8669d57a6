"use client";
"use no memo";

import { ConfirmForm } from "#components/ui/confirm-form";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { Textarea } from "#components/ui/textarea";
import { BODY_MAX } from "#lib/conversations/policy";
import type { FormAction } from "#lib/forms/state";
import type { Id } from "#lib/ids";

export default function InviteForm({
  action,
  freelancerId,
  first,
  jobs,
  chosenJob,
}: {
  action: FormAction;
  freelancerId: Id<"usr">;
  /** The freelancer's name in a sentence. */
  first: string;
  jobs: readonly { value: Id<"job">; label: string }[];
  chosenJob: Id<"job"> | undefined;
}) {
  return (
    <ConfirmForm
      action={action}
      label="Invite to a job"
      submitLabel={`Send the invitation to ${first}`}
      pendingLabel="Sending…"
      className="mt-6 max-w-lg"
    >
      <input type="hidden" name="freelancerId" value={freelancerId} />
      <Field name="jobId" label="Job">
        <Select
          options={jobs}
          defaultValue={chosenJob}
          {...(jobs.length > 1 && { placeholder: "Choose one of your open jobs" })}
        />
      </Field>
      <Field
        name="body"
        label="First message"
        help={`Say why this job suits ${first}. ${first} can answer, apply or ignore it.`}
      >
        <Textarea rows={5} maxLength={BODY_MAX} />
      </Field>
    </ConfirmForm>
  );
}

"use client";

import { useCallback, useState } from "react";
import { ActionForm } from "#components/ui/action-form";
import { Amount } from "#components/ui/amount";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { MoneyInput } from "#components/ui/money-input";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import type { FormAction } from "#lib/form-state";
import { timelineText } from "#lib/jobs/describe-job";
import type { JobView } from "#lib/jobs/schema";
import { parseAmount, toDecimal } from "#lib/money";
import { FormWatch } from "../../form-watch.tsx";

/** What the freelancer writes, asks for, and needs. */
export function ApplyForm({
  job,
  action,
}: {
  job: Pick<JobView, "jobId" | "budgetCents" | "timelineDays" | "client">;
  action: FormAction;
}) {
  const [price, setPrice] = useState(toDecimal(job.budgetCents));
  const watch = useCallback(
    (form: HTMLFormElement) => setPrice(String(new FormData(form).get("priceCents") ?? "")),
    [],
  );
  const amount = parseAmount(price);
  return (
    <ActionForm action={action} label="Apply to this job" className="gap-6">
      <input type="hidden" name="jobId" value={job.jobId} />
      <FormWatch onChange={watch} />
      <Field
        name="coverLetter"
        label={`What you write to ${job.client.name}`}
        help="How you would do it, what you have done that is like it, and what you need to know. The beginning is what is read first."
      >
        <Textarea rows={12} maxLength={5000} />
      </Field>
      <div className="grid gap-6 sm:grid-cols-2">
        <Field
          name="priceCents"
          label="Your price"
          help={
            <>
              The budget is <Amount cents={job.budgetCents} />.{" "}
              {amount ? (
                <>
                  You receive <Amount cents={amount} className="font-semibold text-ink" />: there is
                  no fee.
                </>
              ) : (
                "There is no fee: you receive all of your price."
              )}
            </>
          }
        >
          <MoneyInput defaultValue={toDecimal(job.budgetCents)} />
        </Field>
        <Field
          name="timelineDays"
          label="Your timeline in days"
          help={`Counted from hiring. The client asks for ${timelineText(job.timelineDays)}.`}
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            defaultValue={String(job.timelineDays)}
            className="max-w-60"
          />
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-6">
        <SubmitButton pendingLabel="Sending…">Send this proposal</SubmitButton>
        <p className="text-sm text-ink-3">You can withdraw it until the client decides.</p>
      </div>
    </ActionForm>
  );
}

"use client";

import { type ReactNode, useCallback, useEffect, useState } from "react";
import { JobDetail } from "#components/jobs/job-detail";
import { ActionForm } from "#components/ui/action-form";
import { Button } from "#components/ui/button";
import { useForm } from "#components/ui/form-context";
import { SubmitButton } from "#components/ui/submit-button";
import type { FormAction } from "#lib/form-state";
import { FormWatch } from "./form-watch.tsx";
import { type JobDraft, readDraft, toPreview } from "./job-draft.tsx";
import { JobFields } from "./job-fields.tsx";

/** Posts a job or changes one: the fields, or in their place what freelancers will see. */
export function JobForm({
  action,
  initial,
  clientName,
  skills,
  areTermsFixed = false,
  submitLabel,
  pendingLabel,
  label,
  attachments,
  children,
}: {
  action: FormAction;
  initial: JobDraft;
  clientName: string;
  /** What other jobs ask for, to choose from. */
  skills: readonly string[];
  /** Somebody has applied: budget, release rule and review window stay as they are. */
  areTermsFixed?: boolean;
  submitLabel: string;
  pendingLabel: string;
  label: string;
  /** The field for files. */
  attachments: ReactNode;
  /** Hidden fields. */
  children: ReactNode;
}) {
  const [draft, setDraft] = useState(initial);
  const [isPreview, setPreview] = useState(false);
  const watch = useCallback((form: HTMLFormElement) => setDraft(readDraft(form)), []);
  return (
    <ActionForm action={action} label={label} className="gap-9">
      {children}
      <FormWatch onChange={watch} />
      <div hidden={isPreview}>
        <JobFields
          initial={initial}
          draft={draft}
          skills={skills}
          areTermsFixed={areTermsFixed}
          attachments={attachments}
        />
      </div>
      {isPreview && (
        <section aria-label="Preview" className="rounded border border-line bg-sheet p-5 sm:p-8">
          <JobDetail job={toPreview(draft, clientName)} record={null} level={2} />
        </section>
      )}
      <div className="flex flex-wrap items-center gap-3 border-t border-line pt-6">
        <SubmitButton pendingLabel={pendingLabel}>{submitLabel}</SubmitButton>
        <Button wide="phone" aria-pressed={isPreview} onClick={() => setPreview(!isPreview)}>
          {isPreview ? "Back to editing" : "Preview"}
        </Button>
        <ShowFields onRefusal={() => setPreview(false)} />
      </div>
    </ActionForm>
  );
}

/** A refusal speaks of fields, so these must be there to be corrected. */
function ShowFields({ onRefusal }: { onRefusal: () => void }) {
  const { state } = useForm();
  useEffect(() => {
    if (state.status === "error") onRefusal();
    // Only the answer itself matters, not who listens.
  }, [state, onRefusal]);
  return null;
}

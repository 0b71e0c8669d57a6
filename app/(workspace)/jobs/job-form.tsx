"use client";

import { type ReactNode, useCallback, useEffect, useState } from "react";
import { AttachedFilesContext } from "#components/files/attached-files";
import { FileList } from "#components/files/file-list";
import { JobDetail } from "#components/jobs/job-detail";
import { ActionForm } from "#components/ui/action-form";
import { Button } from "#components/ui/button";
import { useForm } from "#components/ui/form-context";
import { FormWatch } from "#components/ui/form-watch";
import { SubmitButton } from "#components/ui/submit-button";
import type { FileView } from "#lib/files/schema";
import type { FormAction } from "#lib/forms/state";
import type { FeeTerms } from "#lib/jobs/fee";
import { type JobDraft, readDraft, toPreview } from "./job-draft.tsx";
import { JobFields } from "./job-fields.tsx";

/** Posts or changes a job: shows the fields or, in their place, what freelancers will see. */
export function JobForm({
  action,
  initial,
  clientName,
  fee,
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
  /** What WorkHub keeps of the price, for the preview. */
  fee: FeeTerms;
  /** The skills that other jobs ask for, as suggestions. */
  skills: readonly string[];
  /** The job has proposals: budget, release rule and review window stay as they are. */
  areTermsFixed?: boolean;
  submitLabel: string;
  pendingLabel: string;
  label: string;
  /** The field for files. */
  attachments: ReactNode;
  /** Hidden fields. */
  children?: ReactNode;
}) {
  const [draft, setDraft] = useState(initial);
  const [files, setFiles] = useState<readonly FileView[]>([]);
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
          attachments={<AttachedFilesContext value={setFiles}>{attachments}</AttachedFilesContext>}
        />
      </div>
      {isPreview && (
        <section aria-label="Preview" className="rounded border border-line bg-sheet p-5 sm:p-8">
          <JobDetail
            Files={FileList}
            job={toPreview(draft, { clientName, fee, files })}
            record={null}
            level={2}
          />
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

/** A refusal names fields, so they must be shown to be corrected. */
function ShowFields({ onRefusal }: { onRefusal: () => void }) {
  const { state } = useForm();
  useEffect(() => {
    if (state.status === "error") onRefusal();
    // Depends only on the answer, not on the listener.
  }, [state, onRefusal]);
  return null;
}

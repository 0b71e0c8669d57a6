"use no memo";

import { ActionForm } from "#components/ui/action-form";
import type { ButtonSize, ButtonVariant } from "#components/ui/button-class";
import { cn } from "#components/ui/cn";
import { SubmitButton } from "#components/ui/submit-button";
import { JOB_DAYS } from "#lib/jobs/policy";
import { renewJobAction } from "./actions.ts";

/** The one press by which a client keeps a job on the board, or puts it there again. */
export default function RenewForm({
  jobId,
  variant = "plain",
  size,
  isWide = false,
}: {
  jobId: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** As wide as where it stands, also at a desk. */
  isWide?: boolean;
}) {
  return (
    <ActionForm
      action={renewJobAction}
      announce="toast"
      className={cn("above-link", isWide ? "w-full" : "max-sm:w-full sm:items-start")}
    >
      <input type="hidden" name="jobId" value={jobId} />
      <SubmitButton
        variant={variant}
        {...(size && { size })}
        wide={isWide || "phone"}
        pendingLabel="Renewing…"
      >
        Renew for {JOB_DAYS} days
      </SubmitButton>
    </ActionForm>
  );
}

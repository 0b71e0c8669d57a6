import { ActionForm } from "#components/ui/action-form";
import type { ButtonSize, ButtonVariant } from "#components/ui/button";
import { SubmitButton } from "#components/ui/submit-button";
import { JOB_DAYS } from "#lib/jobs/policy";
import { renewJobAction } from "./actions.ts";

/** The one press by which a client keeps a job on the board, or puts it there again. */
export default function RenewForm({
  jobId,
  variant = "plain",
  size,
}: {
  jobId: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
}) {
  return (
    <ActionForm action={renewJobAction} announce="toast" className="above-link max-sm:w-full">
      <input type="hidden" name="jobId" value={jobId} />
      <SubmitButton variant={variant} {...(size && { size })} wide="phone" pendingLabel="Renewing…">
        Renew for {JOB_DAYS} days
      </SubmitButton>
    </ActionForm>
  );
}

import { MessageSquare } from "lucide-react";
import { ActionForm } from "#components/ui/action-form";
import { cn } from "#components/ui/cn";
import { SubmitButton } from "#components/ui/submit-button";
import type { FormAction } from "#lib/forms/state";
import type { Id } from "#lib/ids";
import { isolate } from "#lib/text";

/** Opens the conversation about a job, or begins it. */
export function MessageButton({
  action,
  jobId,
  freelancerId,
  name,
  variant = "plain",
  className,
}: {
  action: FormAction;
  jobId: Id<"job">;
  freelancerId: Id<"usr">;
  /** The person to write to. */
  name: string;
  variant?: "plain" | "quiet";
  className?: string;
}) {
  return (
    <ActionForm action={action} className={cn("w-full gap-3 sm:w-auto", className)}>
      <input type="hidden" name="jobId" value={jobId} />
      <input type="hidden" name="freelancerId" value={freelancerId} />
      <SubmitButton variant={variant} pendingLabel="Opening…">
        <MessageSquare aria-hidden="true" className="size-4" />
        {`Message ${isolate(name)}`}
      </SubmitButton>
    </ActionForm>
  );
}

import { MessageSquare } from "lucide-react";
import { ActionForm } from "#components/ui/action-form";
import { cn } from "#components/ui/cn";
import { SubmitButton } from "#components/ui/submit-button";
import type { FormAction } from "#lib/form-state";
import type { Id } from "#lib/ids";

/** Goes to the conversation about a job, which begins with it where there is none. */
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
  /** Whom one writes to. */
  name: string;
  variant?: "plain" | "quiet";
  className?: string;
}) {
  return (
    <ActionForm
      action={action}
      label={`Conversation with ${name}`}
      className={cn("w-full gap-3 sm:w-auto", className)}
    >
      <input type="hidden" name="jobId" value={jobId} />
      <input type="hidden" name="freelancerId" value={freelancerId} />
      <SubmitButton variant={variant} pendingLabel="Opening…">
        <MessageSquare aria-hidden="true" className="size-4" />
        Message {name}
      </SubmitButton>
    </ActionForm>
  );
}

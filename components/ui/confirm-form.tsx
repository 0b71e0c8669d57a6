"use client";
"use no memo";

import type { ReactNode } from "react";
import type { FormAction } from "#lib/forms/state";
import { ActionForm } from "./action-form.tsx";
import { Button } from "./button.tsx";
import type { ButtonVariant } from "./button-class.tsx";
import { cn } from "./cn.tsx";
import { closeQuestion, Question } from "./question.tsx";
import { SubmitButton } from "./submit-button.tsx";

/**
 * Asks once more, in the same place: the button opens what will change (`children`: before and after, fields) and the
 * button that does it. Needs no JavaScript. `done` takes its place afterwards: the receipt.
 */
export function ConfirmForm({
  action,
  label,
  submitLabel,
  pendingLabel,
  cancelLabel = "Not now",
  variant = "primary",
  submitVariant = variant === "quiet" ? "plain" : variant,
  done,
  isOpen = false,
  className,
  children,
}: {
  action: FormAction;
  /** On the button that opens: "Approve and release €1,240.00". */
  label: string;
  /** On the button that does it. */
  submitLabel: ReactNode;
  pendingLabel?: string;
  cancelLabel?: string;
  variant?: ButtonVariant;
  /** Of the button that does it; like the one that opens, but never quiet. */
  submitVariant?: ButtonVariant;
  done?: ReactNode;
  /** Already open, when the address asks for it. */
  isOpen?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Question
      label={label}
      variant={variant}
      isOpen={isOpen}
      className={cn(
        // Without scripts the page comes back with a refusal inside and the details closed; show it anyway.
        "noscript:has-[[role=alert]]:details-content:[content-visibility:visible]",
        className,
      )}
      boxClassName="rounded border border-edge bg-sheet p-4 sm:p-5"
    >
      <ActionForm action={action} {...(done ? { done } : {})}>
        {children}
        <div className="flex flex-wrap gap-3">
          <SubmitButton variant={submitVariant} {...(pendingLabel ? { pendingLabel } : {})}>
            {submitLabel}
          </SubmitButton>
          <Button
            variant="quiet"
            wide="phone"
            onClick={(event) => closeQuestion(event.currentTarget)}
          >
            {cancelLabel}
          </Button>
        </div>
      </ActionForm>
    </Question>
  );
}

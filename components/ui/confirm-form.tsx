"use client";

import { type ReactNode, useRef } from "react";
import type { FormAction } from "#lib/form-state";
import { ActionForm } from "./action-form.tsx";
import { Button, type ButtonVariant, buttonClass } from "./button.tsx";
import { cn } from "./cn.tsx";
import { SubmitButton } from "./submit-button.tsx";

/**
 * Asks once more, in the same place: the button opens what will change (`children`: before and after, fields) and
 * the one that does it. Needs no JavaScript. `done` stands in its place afterwards: the receipt.
 */
export function ConfirmForm({
  action,
  label,
  submitLabel,
  pendingLabel,
  cancelLabel = "Not now",
  variant = "primary",
  done,
  className,
  children,
}: {
  action: FormAction;
  /** On the button that opens: "Approve and release €1,240.00". */
  label: ReactNode;
  /** On the button that does it. */
  submitLabel: ReactNode;
  pendingLabel?: string;
  cancelLabel?: string;
  variant?: ButtonVariant;
  done?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (!details.current) return;
    details.current.open = false;
    details.current.querySelector("summary")?.focus();
  };
  return (
    <details
      ref={details}
      className={cn(
        "group/confirm w-full",
        // Without scripts the page comes back with a refusal inside and the details closed: show it all the same.
        "noscript:has-[[role=alert]]:details-content:[content-visibility:visible]",
        className,
      )}
    >
      <summary
        className={cn(
          buttonClass({ variant, wide: "phone" }),
          "list-none group-open/confirm:hidden [&::-webkit-details-marker]:hidden",
        )}
      >
        {label}
      </summary>
      <div className="rounded border border-edge bg-sheet p-4 sm:p-5">
        <ActionForm action={action} {...(done ? { done } : {})}>
          {children}
          <div className="flex flex-wrap gap-3">
            <SubmitButton
              variant={variant === "danger" ? "danger" : "primary"}
              {...(pendingLabel ? { pendingLabel } : {})}
            >
              {submitLabel}
            </SubmitButton>
            <Button variant="quiet" wide="phone" onClick={close}>
              {cancelLabel}
            </Button>
          </div>
        </ActionForm>
      </div>
    </details>
  );
}

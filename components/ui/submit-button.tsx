"use client";
"use no memo";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button.tsx";
import type { ButtonSize, ButtonVariant } from "./button-class.tsx";
import { useForm } from "./form-context.tsx";

/**
 * Submits its form. The text says what will happen ("Hire Ana and hold €400.00"). While the form is being sent, the
 * button stays focusable and shows that it is working, and a second press does nothing.
 */
export function SubmitButton({
  children,
  pendingLabel,
  variant = "primary",
  size,
  wide = "phone",
  name,
  value,
  disabled,
  className,
}: {
  children: ReactNode;
  /** Its text while the form is being sent; without it the text stays. */
  pendingLabel?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  wide?: boolean | "phone";
  name?: string;
  value?: string;
  disabled?: boolean;
  className?: string;
}) {
  const form = useForm();
  const status = useFormStatus();
  const pending = form.pending || status.pending;
  return (
    <Button
      type="submit"
      variant={variant}
      size={size}
      wide={wide}
      name={name}
      value={value}
      disabled={disabled}
      aria-disabled={pending || undefined}
      className={className}
      onClick={pending ? (event) => event.preventDefault() : undefined}
    >
      {pending && <Spinner />}
      {pending && pendingLabel ? pendingLabel : children}
    </Button>
  );
}

function Spinner() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className="size-4 flex-none animate-spin">
      <circle
        cx="8"
        cy="8"
        r="6.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        opacity="0.3"
      />
      <path d="M8 1.5A6.5 6.5 0 0 1 14.5 8" fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}

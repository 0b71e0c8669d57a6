"use client";
"use no memo";

import type { MouseEvent, ReactNode } from "react";
import { type ButtonVariant, buttonClass } from "./button-class.tsx";
import { cn } from "./cn.tsx";
import { isComposing } from "./composition.tsx";

/** Not a choice that has its answer already: in it, an Enter that is held too long would send the form. */
const FIELD = "select, textarea, input:not([type=hidden], [type=radio], [type=checkbox])";

/**
 * A question in the place of the button that asks it: the button opens it and goes away, Escape brings it back. Needs no
 * JavaScript.
 */
export function Question({
  label,
  variant,
  isOpen = false,
  className,
  boxClassName,
  children,
}: {
  /** On the button that opens: "Approve and release €1,240.00". */
  label: string;
  variant: ButtonVariant;
  /** Already open, when the address asks for it. */
  isOpen?: boolean;
  className?: string;
  boxClassName?: string;
  children: ReactNode;
}) {
  return (
    <details
      ref={isOpen ? undefined : takeUp}
      open={isOpen}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !event.currentTarget.open) return;
        if (isComposing(event.nativeEvent)) return;
        event.stopPropagation();
        closeQuestion(event.currentTarget);
      }}
      className={cn("group/question w-full", className)}
    >
      <summary
        className={cn(
          buttonClass({ variant, wide: "phone" }),
          "list-none group-open/question:hidden [&::-webkit-details-marker]:hidden",
        )}
      >
        {label}
      </summary>
      <fieldset aria-label={label} tabIndex={-1} className={cn("min-w-0", boxClassName)}>
        {children}
      </fieldset>
    </details>
  );
}

/**
 * Opens within the press, and moves the focus to the first field to fill in, or else to the question, but never to the
 * button that does it. The browser's own opening tells scripts later, and keys pressed until then would go to a button that is gone:
 * every space that somebody types would close and open it.
 */
function open(event: MouseEvent<HTMLDetailsElement>): void {
  const { currentTarget: details, target } = event;
  const box = details.querySelector<HTMLElement>(":scope > fieldset");
  const isPress = target instanceof Element && target.matches("summary");
  if (!isPress || details.open || !box) return;
  event.preventDefault();
  details.open = true;
  focusIn(box);
}

/** A question that was opened before its scripts arrived has hidden its button, and the focus with it. */
function takeUp(details: HTMLDetailsElement | null): void {
  const box = details?.querySelector<HTMLElement>(":scope > fieldset");
  if (!details?.open || !box) return;
  const { activeElement, body } = document;
  const isLost = activeElement === body || activeElement?.parentElement === details;
  if (isLost) focusIn(box);
}

function focusIn(box: HTMLElement): void {
  (box.querySelector<HTMLElement>(FIELD) ?? box).focus();
}

/** Closes the question around an element, and gives the focus to the button that opens it. */
export function closeQuestion(inside: Element): void {
  const details = inside.closest("details");
  if (!details) return;
  details.open = false;
  details.querySelector("summary")?.focus();
}

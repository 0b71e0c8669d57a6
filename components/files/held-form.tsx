"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import type { Uploads } from "./use-uploads.tsx";

/**
 * Keeps the surrounding form from being sent without a file that was meant to be in it, and says why. Nothing is sent
 * later by itself: the person submits again.
 */
export function useHeldForm(
  field: HTMLElement | null,
  { uploads, isBusy, hasFailed }: Uploads,
): ReactNode {
  const [isHeld, setHeld] = useState(false);
  const mayGo = !(isBusy || hasFailed);
  useEffect(() => {
    const form = field?.closest("form");
    if (!form || mayGo) return;
    const hold = (event: SubmitEvent) => {
      event.preventDefault();
      event.stopPropagation();
      setHeld(true);
      field?.scrollIntoView({ block: "nearest" });
    };
    form.addEventListener("submit", hold, { capture: true });
    return () => form.removeEventListener("submit", hold, { capture: true });
  }, [field, mayGo]);
  if (!isHeld || mayGo) return null;
  const waiting = uploads.filter(({ state }) => state !== "done" && state !== "failed").length;
  return (
    <p role="alert" className="flex gap-1.5 text-sm font-medium text-danger">
      <CircleAlert aria-hidden="true" className="mt-px size-4 flex-none" />
      {waiting > 0 ? waitingText(waiting) : FAILED}
    </p>
  );
}

const FAILED = "Nothing was sent: a file could not be attached. Try again or remove it.";

function waitingText(count: number): string {
  return count === 1
    ? "Nothing was sent: 1 file is still uploading. Wait for it, or remove it."
    : `Nothing was sent: ${count} files are still uploading. Wait for them, or remove them.`;
}

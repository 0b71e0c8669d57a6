"use client";
"use no memo";

import { useEffect, useRef } from "react";
import { Button } from "./button.tsx";
import { buttonClass } from "./button-class.tsx";
import { useForm } from "./form-context.tsx";
import { FormMessage } from "./form-message.tsx";
import type { Doubt } from "./use-sending.tsx";
import { WayOnLink } from "./way-on-link.tsx";

/** Shown above a form while nobody knows whether it went through. */
export function DoubtNotice({ doubt, onAsk }: { doubt: Doubt; onAsk: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current) openAround(box.current);
    box.current?.focus();
  }, []);
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded border border-edge bg-sunk px-4 py-3 text-[0.875rem]"
    >
      <p className="font-semibold">It is not known yet whether this went through.</p>
      <p className="mt-0.5 text-ink-2">
        {doubt === "asking"
          ? "The answer did not arrive. What you entered is kept, and nothing is sent a second time: this page asks for the answer until it has one."
          : "You are signed out here, so the answer cannot be shown. Sign in again: what you entered is kept for you, and this page then asks for the answer."}
      </p>
      <div className="mt-2.5 flex flex-wrap gap-3">
        <Button size="sm" onClick={onAsk}>
          Check now
        </Button>
        {doubt === "signedOut" && (
          <a href={signInHere()} className={buttonClass({ size: "sm" })}>
            Sign in
          </a>
        )}
      </div>
    </div>
  );
}

/** A form that asks once more, or stands in a menu, is in boxes that a new document shows closed. */
function openAround(element: Element): void {
  const closed = element.closest<HTMLDetailsElement>("details:not([open])");
  if (!closed) return;
  closed.open = true;
  openAround(closed);
}

function signInHere(): string {
  const { pathname, search } = window.location;
  return `/sign-in?next=${encodeURIComponent(pathname + search)}`;
}

/** What a form says after it was sent, unless that is an error. */
export function AnswerNotice({ announce }: { announce: "inline" | "toast" }) {
  const { state } = useForm();
  if (state.status === "repeat") {
    return (
      <FormMessage tone="note">
        <p className="font-semibold">{state.message}</p>
        {state.wayOn && <WayOnLink wayOn={state.wayOn} />}
      </FormMessage>
    );
  }
  if (state.status !== "success" || !state.message || announce === "toast") return null;
  return <FormMessage>{state.message}</FormMessage>;
}

/** Says that the fields are filled with what was typed before. */
export function RestoredNote({
  hasFiles,
  onStartAfresh,
}: {
  hasFiles: boolean;
  onStartAfresh: () => void;
}) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 text-sm text-ink-2">
      <span>What you wrote here is back.{hasFiles && " Attach your files again."}</span>
      <button type="button" className="link" onClick={onStartAfresh}>
        Start afresh
      </button>
    </p>
  );
}

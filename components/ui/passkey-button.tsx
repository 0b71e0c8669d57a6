"use client";

import { useRef, useState } from "react";
import { askPasskeys, type PasskeyPurpose } from "#lib/forms/passkeys";
import { Button } from "./button.tsx";
import { useForm } from "./form-context.tsx";

/** Inside a form: asks this browser's passkeys, and sends the form with the answer. Needs scripts, as passkeys do. */
export function PasskeyButton({
  purpose,
  name,
  children,
}: {
  purpose: PasskeyPurpose;
  /** The field that carries the answer. */
  name: string;
  children: string;
}) {
  const { pending } = useForm();
  const field = useRef<HTMLInputElement>(null);
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function ask() {
    if (isAsking || pending) return;
    setAsking(true);
    setProblem(null);
    const outcome = await askPasskeys(purpose);
    setAsking(false);
    if ("problem" in outcome) return setProblem(outcome.problem);
    const input = field.current;
    if (!input) return;
    input.value = outcome.answer;
    input.form?.requestSubmit();
  }

  return (
    <div className="flex flex-col gap-1.5 noscript:hidden">
      <input ref={field} type="hidden" name={name} />
      <Button
        wide="phone"
        className="self-start max-sm:self-stretch"
        aria-disabled={isAsking || pending || undefined}
        onClick={ask}
      >
        {children}
      </Button>
      <p role="status" className="text-sm text-ink-2 empty:hidden">
        {problem}
      </p>
    </div>
  );
}

"use client";

import { useRef } from "react";
import { PROOF_FIELDS } from "#lib/forms/state";
import { Field } from "./field.tsx";
import { useOncePer } from "./focus-move.tsx";
import { useForm } from "./form-context.tsx";
import { Input } from "./input.tsx";
import { PasskeyButton } from "./passkey-button.tsx";
import { SubmitButton } from "./submit-button.tsx";

/** Inside a form that was refused until the person shows that it is them. What they entered stays below it. */
export function ProofQuestion() {
  const { state } = useForm();
  const box = useRef<HTMLDivElement>(null);
  const isAsked = state.status === "error" && state.proof !== undefined;
  useOncePer(state, () => {
    if (isAsked) box.current?.querySelector<HTMLElement>("input")?.focus();
  });
  if (!isAsked) return null;
  return (
    <div ref={box} className="flex flex-col gap-4 rounded border border-edge bg-sunk p-4 sm:p-5">
      <div role="alert">
        <p className="font-semibold">Confirm that it is you</p>
        <p className="measure text-sm text-ink-2">{state.message}</p>
      </div>
      <Field name={PROOF_FIELDS.password} label="Your password">
        <Input type="password" autoComplete="current-password" />
      </Field>
      {state.proof?.includes("code") && (
        <Field name={PROOF_FIELDS.code} label="Or the code of your authenticator app">
          <Input autoComplete="one-time-code" inputMode="numeric" className="num max-w-40" />
        </Field>
      )}
      <SubmitButton pendingLabel="Confirming…">Confirm</SubmitButton>
      {state.proof?.includes("passkey") && (
        <PasskeyButton purpose="prove" name={PROOF_FIELDS.passkey}>
          Use a passkey instead
        </PasskeyButton>
      )}
    </div>
  );
}

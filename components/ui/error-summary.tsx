"use client";

import { useEffect, useRef } from "react";
import { fieldId, useForm } from "./form-context.tsx";

/** What a form could not do, and every field that needs a correction. Takes the focus when it appears. */
export function ErrorSummary() {
  const { formId, state } = useForm();
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (state.status === "error") box.current?.focus();
  }, [state]);

  if (state.status !== "error") return null;
  const fields = Object.entries(state.fieldErrors).filter(([, errors]) => errors.length > 0);
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded border border-danger bg-danger-wash px-4 py-3 text-[0.875rem]"
    >
      <p className="font-semibold text-danger">{state.message}</p>
      {fields.length > 0 && (
        <ul className="mt-1.5 list-disc pl-5">
          {fields.map(([name, errors]) => (
            <li key={name}>
              <a
                href={`#${fieldId(formId, name)}`}
                className="inline-block py-0.5 underline underline-offset-3"
                onClick={(event) => {
                  event.preventDefault();
                  focusField(fieldId(formId, name));
                }}
              >
                {errors[0]}
              </a>
            </li>
          ))}
        </ul>
      )}
      {state.requestId && (
        <p className="mt-1.5 text-sm text-ink-2">
          If it happens again, quote <code className="num select-all">{state.requestId}</code>.
        </p>
      )}
    </div>
  );
}

function focusField(id: string): void {
  const element = document.getElementById(id);
  const control = element?.matches("fieldset")
    ? (element.querySelector<HTMLElement>("input:checked, input, select, textarea") ?? element)
    : element;
  control?.focus();
  element?.scrollIntoView({ block: "center" });
}

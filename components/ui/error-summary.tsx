"use client";
"use no memo";

import { useRef } from "react";
import { ChangesTable } from "./changes-table.tsx";
import { useOncePer } from "./focus-move.tsx";
import { fieldId, useForm } from "./form-context.tsx";
import { WayOnLink } from "./way-on-link.tsx";

/** What a form could not do, and every field that needs a correction. Takes the focus when it appears. */
export function ErrorSummary() {
  const { formId, state, corrected } = useForm();
  const box = useRef<HTMLDivElement>(null);

  useOncePer(state, () => {
    if (state.status === "error") box.current?.focus();
  });

  if (state.status !== "error" || state.proof) return null;
  const all = Object.entries(state.fieldErrors).filter(([, errors]) => errors.length > 0);
  const fields = all.filter(([name]) => !corrected.has(name));
  if (all.length > 0 && fields.length === 0) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded border border-danger bg-danger-wash px-4 py-3 text-[0.875rem]"
    >
      <p className="font-semibold text-danger">{state.message}</p>
      {state.changes && <ChangesTable changes={state.changes} className="mt-3" />}
      {fields.length > 0 && (
        <ul className="mt-1.5 list-disc pl-5">
          {fields.map(([name, errors]) => (
            <li key={name} className="py-0.5">
              <a
                href={`#${fieldId(formId, name)}`}
                className="underline underline-offset-3"
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
      {state.wayOn && <WayOnLink wayOn={state.wayOn} />}
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

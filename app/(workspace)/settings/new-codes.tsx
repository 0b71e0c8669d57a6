"use client";

import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button";
import { useForm } from "#components/ui/form-context";

/** In a form whose answer brings recovery codes: shows them in the place of its fields. They are nowhere else. */
export function NewCodes({ children }: { children: ReactNode }) {
  const { state } = useForm();
  const codes = state.status === "success" ? state.data?.codes : undefined;
  if (codes === undefined) return children;
  return (
    <div className="flex flex-col gap-5">
      <p className="measure">
        Keep these ten codes where your app is not: on paper, or in a password manager. Each signs
        you in once when the app is lost. <strong>They are shown only now.</strong>
      </p>
      <ul
        aria-label="Recovery codes"
        className="num grid max-w-sm grid-cols-2 gap-x-6 gap-y-1.5 rounded border border-line bg-sheet p-5 select-all"
      >
        {codes.split(" ").map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <ButtonLink href="/settings" variant="primary" wide="phone" className="self-start">
        I have kept them
      </ButtonLink>
    </div>
  );
}

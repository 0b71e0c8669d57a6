"use no memo";

import type { FormState } from "#lib/forms/state";
import { WayOnLink } from "./way-on-link.tsx";

/**
 * The answer to a form that the browser itself posted, for a page that no longer has that form, so that what was typed
 * is not lost. If the form is there, it shows the answer itself, and globals.css hides this one.
 */
export function LeftoverAnswer({ state }: { state: FormState }) {
  if (state.status !== "error" && state.status !== "repeat") return null;
  const { message, values, wayOn } = state;
  const texts = writtenIn(values);
  return (
    <section data-leftover-answer aria-label="What was not sent" className="page pb-0">
      <div role="alert" className="rounded border border-danger bg-danger-wash px-4 py-3">
        <p className="font-semibold text-danger">{message}</p>
        {wayOn && <WayOnLink wayOn={wayOn} />}
        {texts.length > 0 && <Kept texts={texts} />}
      </div>
    </section>
  );
}

/** What a person has written, not what they have chosen. */
export function writtenIn(contents: Readonly<Record<string, string>>): string[] {
  return Object.values(contents).filter((value) => /\s/.test(value.trim()));
}

/** Texts whose form is gone, for copying. */
export function Kept({ texts }: { texts: readonly string[] }) {
  return (
    <>
      <p className="mt-2 text-sm">What you wrote, to copy:</p>
      {texts.map((text) => (
        <textarea
          key={text}
          dir="auto"
          readOnly
          rows={Math.min(12, text.split("\n").length + 2)}
          aria-label="What you wrote"
          defaultValue={text}
          className="mt-2 w-full rounded border border-edge bg-sheet px-3 py-2 text-sm"
        />
      ))}
    </>
  );
}

"use client";

import { usePathname } from "next/navigation";
import { use, useEffect, useState } from "react";
import { type KeptDraftOf, listDrafts, listUnanswered, writeDraft } from "#lib/forms/drafts";
import { FormOriginContext } from "./form-origin.tsx";
import { isFormHere } from "./forms-here.tsx";
import { Kept, writtenIn } from "./leftover-answer.tsx";

/** By then a page's parts have arrived, including its forms. */
export const SETTLED_MS = 2_500;

/** What was typed on this page into a form that is no longer on it, because its subject has changed since. */
export function LeftoverDraft() {
  const { viewer } = use(FormOriginContext);
  const pathname = usePathname();
  const [left, setLeft] = useState<{ of: string; drafts: readonly KeptDraftOf[] } | null>(null);
  useEffect(() => {
    if (!viewer) return;
    const timer = setTimeout(() => {
      // What was sent and has no answer yet is left to `LeftoverSent`.
      const drafts = listDrafts(viewer, pathname).filter(
        ({ place }) => !isFormHere(place.name) && listUnanswered(viewer, place).length === 0,
      );
      setLeft({ of: pathname, drafts });
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [viewer, pathname]);

  const texts =
    left?.of === pathname ? left.drafts.flatMap(({ contents }) => writtenIn(contents)) : [];
  if (!viewer || !left || texts.length === 0) return null;
  const discard = () => {
    for (const { place } of left.drafts) writeDraft(viewer, place, null);
    setLeft(null);
  };
  return (
    <section aria-label="What you wrote" className="page pb-0">
      <div className="rounded border border-edge bg-sunk px-4 py-3">
        <p className="font-semibold">You wrote something here that was not sent.</p>
        <p className="text-sm text-ink-2">Its form is no longer on this page.</p>
        <Kept texts={texts} />
        <button type="button" className="link mt-2 text-sm" onClick={discard}>
          Discard it
        </button>
      </div>
    </section>
  );
}

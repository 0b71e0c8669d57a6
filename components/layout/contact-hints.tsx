"use client";

import { useCallback, useEffect, useState } from "react";
import { FormWatch } from "#components/ui/form-watch";
import { loadPatiently } from "#lib/load-patiently";
import type { Hint } from "#lib/shield/policy";
import { ContactNote } from "./contact-note.tsx";

/** After the last key. */
const PAUSE_MS = 400;
const NOTHING: readonly Hint[] = [];

/** What in a text leads away from here; looked for with a check that is loaded once there is something to look at. */
export function ContactHints({
  text,
  to,
  className,
}: {
  text: string;
  to: "writer" | "author" | "reader";
  className?: string;
}) {
  const hints = useHints(text);
  return (
    <div role={to === "writer" ? "status" : undefined} className="empty:hidden">
      {hints.length > 0 && (
        <ContactNote hints={hints} to={to} {...(className ? { className } : {})} />
      )}
    </div>
  );
}

/** The same for a field of the form around it, while it is written. */
export function FieldHints({ name }: { name: string }) {
  const [text, setText] = useState("");
  const watch = useCallback(
    (form: HTMLFormElement) => setText(String(new FormData(form).get(name) ?? "")),
    [name],
  );
  return (
    <>
      <FormWatch onChange={watch} />
      <ContactHints text={text} to="writer" />
    </>
  );
}

function useHints(text: string): readonly Hint[] {
  const [found, setFound] = useState(NOTHING);
  useEffect(() => {
    let isStale = false;
    const timer = setTimeout(async () => {
      if (text.trim() === "") return setFound(NOTHING);
      const { findHints } = await loadPatiently(() => import("#lib/shield/policy"));
      if (!isStale) setFound(findHints(text));
    }, PAUSE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [text]);
  return found;
}

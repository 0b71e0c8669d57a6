"use client";

import { type RefObject, use, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import {
  type Contents,
  type FormPlace,
  isEqual,
  isTouched,
  placeOf,
  readContents,
  readDraft,
  writeDraft,
} from "#lib/forms/drafts";
import { FormOriginContext } from "./form-origin.tsx";
import { formsHere } from "./forms-here.tsx";

/** After each of these events the contents may have changed, once the controls have handled it. */
const CHANGES = ["input", "change", "focusout", "keyup", "click"] as const;
const PAUSE_MS = 300;

export type KeptDraft = {
  /** What was restored from this device; the fields are remounted with it whenever `round` changes. */
  restored: Contents | null;
  round: number;
  restore: (contents: Contents) => void;
  /** Empties the form and forgets what was kept. */
  startAfresh: () => void;
  /** It was sent: nothing of it is kept any more. */
  finish: () => void;
  /** Which form this is; null until it has appeared. */
  findPlace: () => FormPlace | null;
  readNow: () => Contents;
};

/** Keeps what is typed into a form on this device, for this person, until it is sent. */
export function useKeptDraft(form: RefObject<HTMLFormElement | null>): KeptDraft {
  const { viewer } = use(FormOriginContext);
  const [restored, setRestored] = useState<Contents | null>(null);
  const [round, setRound] = useState(0);
  const place = useRef<FormPlace | null>(null);
  const untouched = useRef<Contents | null>(null);
  /** As last kept. The same again is not kept again: in another tab it may have been removed on purpose. */
  const saved = useRef<Contents | null>(null);

  const restore = (contents: Contents | null) => {
    setRestored(contents);
    setRound((count) => count + 1);
  };

  const begin = useEffectEvent((element: HTMLFormElement) => {
    const { pathname, search } = window.location;
    place.current = placeOf(element, pathname + search);
    if (!viewer || place.current.fields.length === 0) return;
    const contents = readContents(element, place.current);
    if (isTouched(element)) return save();
    untouched.current = contents;
    const kept = readDraft(viewer, place.current);
    if (kept && !isEqual(kept, contents)) restore(kept);
  });
  const save = useEffectEvent(() => {
    if (!viewer || !place.current || !form.current) return;
    if (place.current.fields.length === 0) return;
    const contents = readContents(form.current, place.current);
    if (saved.current && isEqual(contents, saved.current)) return;
    saved.current = contents;
    const isAsItWas = untouched.current !== null && isEqual(contents, untouched.current);
    writeDraft(viewer, place.current, isAsItWas ? null : contents);
  });

  // Before anyone sees the form; a page that the router shows again continues where it was.
  useLayoutEffect(() => {
    if (form.current && !place.current) begin(form.current);
    const own = place.current;
    if (!own) return;
    formsHere.add(own);
    return () => {
      formsHere.delete(own);
    };
  }, [form]);
  // In the same moment: what is typed between reading the form and listening to it would never be kept.
  useLayoutEffect(() => {
    const element = form.current;
    return element ? watch(element, save) : undefined;
  }, [form]);

  return {
    restored,
    round,
    restore,
    startAfresh: () => {
      saved.current = null;
      if (viewer && place.current) writeDraft(viewer, place.current, null);
      restore(null);
    },
    finish: () => {
      if (!viewer || !place.current) return;
      saved.current = null;
      if (form.current) untouched.current = readContents(form.current, place.current);
      writeDraft(viewer, place.current, null);
    },
    findPlace: () => place.current,
    readNow: () => (form.current && place.current ? readContents(form.current, place.current) : {}),
  };
}

/** Calls `save` a moment after the last change, and at once when the page goes. */
function watch(element: HTMLFormElement, save: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE_MS);
  };
  const flush = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    save();
  };
  for (const event of CHANGES) element.addEventListener(event, later);
  window.addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flush);
  return () => {
    for (const event of CHANGES) element.removeEventListener(event, later);
    window.removeEventListener("pagehide", flush);
    document.removeEventListener("visibilitychange", flush);
    clearTimeout(timer);
  };
}

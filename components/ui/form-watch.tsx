"use client";

import { useEffect, useRef } from "react";

const EVENTS = ["input", "focusout", "keyup"] as const;

/** Inside a form: reports its contents, at first and whenever they may have changed. */
export function FormWatch({ onChange }: { onChange: (form: HTMLFormElement) => void }) {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = mark.current?.closest("form");
    if (!form) return;
    // After the controls have handled the event themselves.
    const tell = () => setTimeout(() => onChange(form));
    tell();
    for (const event of EVENTS) form.addEventListener(event, tell);
    return () => {
      for (const event of EVENTS) form.removeEventListener(event, tell);
    };
  }, [onChange]);
  return <span ref={mark} hidden />;
}

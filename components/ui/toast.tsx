"use client";
"use no memo";

import { useEffect, useEffectEvent, useState } from "react";

type Toast = { readonly text: string; readonly detail?: string };
type Shown = Toast & { readonly number: number };

/** What is said in passing may be missed: it can always be read elsewhere too. */
const SHOWN_MS = 5_000;
const MOST_SHOWN = 3;

const waiting: Toast[] = [];
const listeners = new Set<() => void>();
let count = 0;

/** Shows a short message at the edge of the screen. Never the only place where a result can be read. */
export function showToast(text: string, detail?: string): void {
  waiting.push(detail === undefined ? { text } : { text, detail });
  for (const listener of listeners) listener();
}

/** Rendered once, in the root layout. Below the bar, and never in the way: a press goes through to what is behind. */
export function Toaster() {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  useEffect(() => {
    const take = () => {
      const taken = waiting.splice(0).map((toast) => ({ ...toast, number: ++count }));
      if (taken.length > 0) setShown((before) => [...before, ...taken].slice(-MOST_SHOWN));
    };
    take();
    listeners.add(take);
    return () => {
      listeners.delete(take);
    };
  }, []);
  const drop = (gone: number) => setShown((all) => all.filter(({ number }) => number !== gone));
  return (
    <section
      aria-label="Notifications"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 top-[calc(var(--bar-height)+12px)] z-60 mx-auto flex max-w-sm flex-col gap-2"
    >
      {shown.map(({ number, text, detail }) => (
        <OneToast key={number} text={text} detail={detail} onGone={() => drop(number)} />
      ))}
    </section>
  );
}

function OneToast({
  text,
  detail,
  onGone,
}: {
  text: string;
  detail: string | undefined;
  onGone: () => void;
}) {
  const end = useEffectEvent(onGone);
  useEffect(() => whileVisible(SHOWN_MS, () => end()), []);
  return (
    <div className="animate-appear rounded border border-line bg-sheet px-4 py-3 text-[0.875rem] text-ink shadow-float">
      <p className="font-semibold">{text}</p>
      {detail !== undefined && <p className="text-ink-2">{detail}</p>}
    </div>
  );
}

/** Calls back once the page has been looked at for so long without a break, unless it is ended before. */
function whileVisible(ms: number, done: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(done, ms);
  };
  start();
  document.addEventListener("visibilitychange", start);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", start);
  };
}

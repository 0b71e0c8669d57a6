"use client";

import type { Route } from "next";
import { type ReactNode, type SubmitEvent, startTransition } from "react";

const duties = new Set<() => void>();
let isUnderWay = false;

/** Registers what has to be forgotten on this device when its person signs out. */
export function onLeaving(duty: () => void): () => void {
  duties.add(duty);
  return () => duties.delete(duty);
}

/** True while somebody signs out: the page is about to be replaced as a whole. */
export function isLeaving(): boolean {
  return isUnderWay;
}

/**
 * Signs out, forgets everything of the person on this device, and goes to `target` as a new document: the router
 * keeps the pages of who was here before.
 */
export async function leave(signOut: () => Promise<void>, target: Route = "/"): Promise<void> {
  isUnderWay = true;
  try {
    await signOut();
  } catch (error) {
    isUnderWay = false;
    throw error;
  }
  for (const duty of duties) duty();
  window.location.replace(target);
}

/** Stands around a form that signs out: the browser posts it before scripts arrive, and afterwards leaves like this. */
export function LeavingForm({
  signOut,
  target,
  children,
}: {
  signOut: () => Promise<void>;
  target: Route;
  children: ReactNode;
}) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    event.stopPropagation();
    startTransition(() => leave(signOut, target));
  };
  return (
    <div className="contents" onSubmitCapture={submit}>
      {children}
    </div>
  );
}

"use client";

import type { ReactNode } from "react";

/** How long a form that signs out may take before its answer is no longer counted on. */
const FORM_MS = 10_000;

const duties = new Set<() => void>();
let isReplacing = false;
let formUntil = 0;

/** Registers what has to be forgotten on this device when its person signs out. */
export function onLeaving(duty: () => void): () => void {
  duties.add(duty);
  return () => duties.delete(duty);
}

/** True while somebody signs out: that the session is over is no surprise then. */
export function isLeaving(): boolean {
  return isReplacing || Date.now() < formUntil;
}

/** True when the document is about to be replaced anyway. */
export function isDocumentEnding(): boolean {
  return isReplacing;
}

/** Stands around a form that signs out and says itself where to go next. */
export function LeavingForm({ children }: { children: ReactNode }) {
  return (
    <div
      className="contents"
      onSubmitCapture={() => {
        formUntil = Date.now() + FORM_MS;
      }}
    >
      {children}
    </div>
  );
}

/**
 * Signs out, forgets everything of the person on this device, and goes to the landing page as a new document: the
 * router keeps the pages of who was here before.
 */
export async function leave(signOut: () => Promise<void>): Promise<void> {
  isReplacing = true;
  try {
    await signOut();
  } catch (error) {
    isReplacing = false;
    throw error;
  }
  for (const duty of duties) duty();
  window.location.replace("/");
}

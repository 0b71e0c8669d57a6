"use client";
"use no memo";

import { use, useEffect } from "react";
import { FormOriginContext } from "#components/ui/form-origin";
import { showToast } from "#components/ui/toast";
import { isolate } from "#lib/text";

const KEY = "workhub-page-of";

/**
 * Says that this tab's page was made for another person a moment ago and was reloaded because someone else has signed
 * in, in another tab.
 */
export function PersonChange() {
  const { viewer } = use(FormOriginContext);
  const userId = viewer?.userId;
  const name = viewer?.name;
  useEffect(() => {
    const before = read();
    write(userId && name ? { userId, name } : null);
    if (!before || !userId || !name || before.userId === userId) return;
    showToast(
      `This page was made for ${isolate(before.name)}; you are now signed in as ${isolate(name)}.`,
      "Nothing was changed.",
    );
  }, [userId, name]);
  return null;
}

/** A person who signs out on purpose leaves no trace in this tab. */
export function forgetPageOwner(): void {
  write(null);
}

type Person = { userId: string; name: string };

function read(): Person | null {
  try {
    const person: Person | null = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return person;
  } catch {
    return null;
  }
}

function write(person: Person | null): void {
  try {
    if (person) sessionStorage.setItem(KEY, JSON.stringify(person));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage is switched off: then nothing is shown.
  }
}

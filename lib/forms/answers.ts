import { createHash, randomUUID } from "node:crypto";
import { FORM_FIELD, type FormAnswer, type FormState, KEY_FIELD } from "./state.ts";

/*
 * A form that is posted before its scripts arrive is answered with a whole page. Next renders a page with a prerendered
 * shell without the action's answer (vercel/next.js#97784), so the answer waits here for the root layout of the same
 * request. The front makes the nonce for one request, so no other request can ask for it.
 */

declare global {
  var workhubFormAnswers: Map<string, FormAnswer> | undefined;
}

type RequestHead = { get(name: string): string | null };

/** An answer waits for milliseconds, and may be as long as the form. */
const MOST_WAITING = 200;

/** True for a form that the browser itself has posted: its answer is a page. */
export function isPostedByBrowser(head: RequestHead): boolean {
  return head.get("next-action") === null;
}

/** Keeps the answer to a form that the browser itself has posted; answers to scripts need no keeping. */
export function keepAnswer(head: RequestHead, formData: FormData, state: FormState): void {
  const nonce = head.get("x-nonce");
  const formId = formData.get(FORM_FIELD);
  const key = formData.get(KEY_FIELD);
  if (!nonce || typeof formId !== "string" || !isPostedByBrowser(head)) return;
  globalThis.workhubFormAnswers ??= new Map();
  const waiting = globalThis.workhubFormAnswers;
  // A page that is never rendered never asks, so the oldest answers are dropped first.
  for (const oldest of waiting.keys()) {
    if (waiting.size < MOST_WAITING) break;
    waiting.delete(oldest);
  }
  waiting.set(nonce, { formId, key: typeof key === "string" ? key : null, state });
}

/** The answer that this request's page shows, once; null for every other request. */
export function takeAnswer(head: RequestHead): FormAnswer | null {
  const nonce = head.get("x-nonce");
  if (!nonce) return null;
  const answer = globalThis.workhubFormAnswers?.get(nonce) ?? null;
  globalThis.workhubFormAnswers?.delete(nonce);
  return answer;
}

/** The prefix of the keys of this document's forms until scripts make their own. Reveals nothing about the nonce. */
export function documentKey(head: RequestHead): string {
  const nonce = head.get("x-nonce") ?? randomUUID();
  return createHash("sha256").update(`form ${nonce}`).digest("hex").slice(0, 24);
}

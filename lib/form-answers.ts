import type { FormAnswer, FormState } from "./form-state.ts";

/*
 * A form that is posted before its scripts have arrived is answered with a whole page. Next renders that page
 * without the action's answer where a page has a prerendered shell (vercel/next.js#97784), so the answer waits here
 * for the root layout of the same request. The nonce is made by proxy.ts for one request: nobody else can ask.
 */

declare global {
  var workhubFormAnswers: Map<string, FormAnswer> | undefined;
}

type RequestHead = { get(name: string): string | null };

const MOST_WAITING = 1000;

/** Keeps the answer to a form that the browser has posted by itself; answers to scripts need no keeping. */
export function keepAnswer(
  head: RequestHead,
  formId: FormDataEntryValue | null,
  state: FormState,
): void {
  const nonce = head.get("x-nonce");
  if (!nonce || typeof formId !== "string" || head.get("next-action")) return;
  globalThis.workhubFormAnswers ??= new Map();
  const waiting = globalThis.workhubFormAnswers;
  // A page that was never rendered never asks: the oldest go first.
  for (const oldest of waiting.keys()) {
    if (waiting.size < MOST_WAITING) break;
    waiting.delete(oldest);
  }
  waiting.set(nonce, { formId, state });
}

/** The answer that this request's page shows, once; null for every other request. */
export function takeAnswer(head: RequestHead): FormAnswer | null {
  const nonce = head.get("x-nonce");
  if (!nonce) return null;
  const answer = globalThis.workhubFormAnswers?.get(nonce) ?? null;
  globalThis.workhubFormAnswers?.delete(nonce);
  return answer;
}

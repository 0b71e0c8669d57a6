import type { Id } from "#lib/ids";
import { VIEWER_HEADER } from "#lib/viewer-header";
import type { Unanswered } from "./drafts.ts";
import type { Done } from "./state.ts";

/** What is said about a form that did not run. */
export const NOT_DONE =
  "It did not go through. Nothing was changed, and what you sent before cannot go through later either. You can send it again.";

/** What the server says about a form whose answer was lost. */
export type Settled =
  | { readonly kind: "done"; readonly answer: Done }
  /** It did not run and never will. */
  | { readonly kind: "notDone" }
  /** Its sender is no longer signed in, so nobody may be told. */
  | { readonly kind: "signedOut" };

const TIMEOUT_MS = 15_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 20_000;

/** Is told what became of a form. Returns true when it was the one meant: a form that is still there. */
type Hearer = (sent: Unanswered, settled: Settled) => boolean;

type Asked = { viewerId: Id<"usr">; sent: Unanswered; ending: AbortController };

const asked = new Map<string, Asked>();
const forms = new Set<Hearer>();
const leftovers = new Set<Hearer>();
/** What nobody has heard yet: whoever says what became of forms that are gone is loaded after the page. */
const unheard: { readonly sent: Unanswered; readonly settled: Settled }[] = [];

/**
 * Asks what became of a form until that is known. A second call asks the server at once. This belongs to the document
 * and not to the form, because the work of a form often removes it: through its own news, or by another page.
 */
export function findOut(viewerId: Id<"usr">, sent: Unanswered): void {
  asked.get(sent.key)?.ending.abort();
  const ending = new AbortController();
  asked.set(sent.key, { viewerId, sent, ending });
  askUntilSettled(viewerId, sent.key, ending.signal).then(
    (settled) => {
      asked.delete(sent.key);
      if (tell(forms, sent, settled) || tell(leftovers, sent, settled)) return;
      unheard.push({ sent, settled });
    },
    // Only `hurry` ends this pause, to ask at once.
    () => {},
  );
}

/** True while its outcome is being asked for. */
export function isBeingAsked(key: string): boolean {
  return asked.has(key);
}

/** Asks now instead of after a pause: its form is going, which shows that the server is there. */
export function hurry(key: string): void {
  const one = asked.get(key);
  if (one) findOut(one.viewerId, one.sent);
}

/** For a form on the page: hears what became of the forms that were sent, its own among them. */
export function hearOutcomes(hearer: Hearer): () => void {
  forms.add(hearer);
  return () => forms.delete(hearer);
}

/** Hears what no form hears, because the form is gone; also what came before anybody listened. */
export function hearLeftovers(hearer: (sent: Unanswered, settled: Settled) => void): () => void {
  const always: Hearer = (sent, settled) => {
    hearer(sent, settled);
    return true;
  };
  leftovers.add(always);
  for (const { sent, settled } of unheard.splice(0)) hearer(sent, settled);
  return () => leftovers.delete(always);
}

function tell(hearers: ReadonlySet<Hearer>, sent: Unanswered, settled: Settled): boolean {
  return [...hearers].filter((hearer) => hearer(sent, settled)).length > 0;
}

/** Asks until the server answers, with growing pauses; sooner when the connection or the person comes back. */
async function askUntilSettled(
  viewerId: Id<"usr">,
  key: string,
  signal: AbortSignal,
): Promise<Settled> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    const settled = await askOnce(viewerId, key, signal).catch(() => null);
    signal.throwIfAborted();
    if (settled) return settled;
    await pause(pauseMs, signal);
  }
}

/** Null while the server cannot say. */
async function askOnce(
  viewerId: Id<"usr">,
  key: string,
  signal: AbortSignal,
): Promise<Settled | null> {
  const response = await fetch(`/api/forms/${encodeURIComponent(key)}`, {
    method: "POST",
    headers: { [VIEWER_HEADER]: viewerId },
    cache: "no-store",
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  if (response.status === 401) return { kind: "signedOut" };
  if (!response.ok) return null;
  const { answer }: { answer: Done | null } = await response.json();
  return answer ? { kind: "done", answer } : { kind: "notDone" };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      window.removeEventListener("focus", end);
      signal.removeEventListener("abort", end);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener("online", end);
    window.addEventListener("focus", end);
    signal.addEventListener("abort", end);
  });
}

/** Marks the form as being sent by this tab until `isOver`, so that another tab does not ask about it. */
export function holdForm(key: string, isOver: Promise<unknown>): void {
  if ("locks" in navigator) void navigator.locks.request(lockName(key), () => isOver);
}

/** True while a tab of this browser is itself waiting for the answer. Without locks this cannot be known. */
export async function isFormHeld(key: string): Promise<boolean> {
  if (!("locks" in navigator)) return false;
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === lockName(key));
}

function lockName(key: string): string {
  return `workhub form ${key}`;
}

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { KEY_FIELD } from "#lib/forms/state";
import { VIEWER_HEADER } from "#lib/viewer-header";
import type { Fields } from "../doors/actions.ts";
import { type ActionOutcome, callAction } from "../doors/call-action.ts";
import { findActions } from "../doors/list-doors.ts";
import { readForm } from "../plain-form.ts";
import { type Person, Refused, untilKnown } from "./person.ts";

const RETRY_MS = 150;
const ANSWER_MS = 20_000;
const DONE_BEFORE = "This form has already gone through.";
const BUSY = /very busy|Too many requests at once/;

export type Form = {
  /** As the build names its action. */
  readonly action: string;
  readonly path: string;
  readonly fields: Fields;
  /** What is stored when it is done, as `countStored` names it. */
  readonly makes: string;
};

/** What a person's browser does when no answer comes: asks what became of the key, or sends the same again. */
export type Doubt = "asks" | "resends";

let actionIds: ReadonlyMap<string, string> | undefined;

/** The build exists once WorkHub has started. */
function idOf(action: string): string {
  actionIds ??= new Map(
    findActions(process.env.NEXT_DIST_DIR || ".next").map(({ name, id }) => [name, id]),
  );
  const id = actionIds.get(action);
  if (id === undefined) throw new Error(`The build has no action ${action}`);
  return id;
}

/** Sends a form and does not rest before its outcome is known. */
export async function send(person: Person, form: Form, doubt: Doubt): Promise<void> {
  const { books } = person;
  let key = randomUUID();
  let isInDoubt = false;
  for (;;) {
    const outcome = await attempt(person, form, key);
    if (outcome === "done" || outcome === "repeat") {
      books.done(form.makes, { wasFound: isInDoubt && outcome === "repeat" });
      return;
    }
    if (outcome === "unknown") {
      books.lose();
      isInDoubt = true;
      if (doubt === "asks") {
        if (await hasRun(person, key)) return books.done(form.makes, { wasFound: true });
        // This key was given up, so what was sent with it can no longer arrive.
        key = randomUUID();
        isInDoubt = false;
      }
    }
    await sleep(RETRY_MS);
  }
}

type Outcome = "done" | "repeat" | "unknown" | "busy";

async function attempt(person: Person, form: Form, key: string): Promise<Outcome> {
  const { device } = person;
  const call = { id: idOf(form.action), path: form.path, headers: device.headers };
  const answer = await callAction(device.address, call, { ...form.fields, [KEY_FIELD]: key }).catch(
    () => null,
  );
  if (answer === null || isUnknown(answer)) return "unknown";
  if (answer.isRepeat) return "repeat";
  if (answer.kind !== "error") return "done";
  if (BUSY.test(answer.message)) return "busy";
  throw new Refused(`${form.action}: ${answer.message}`);
}

function isUnknown({ status, kind, isOurFault }: ActionOutcome): boolean {
  return status === 0 || status >= 500 || isOurFault || kind === "none";
}

/** As lib/forms/asking.ts asks. */
function hasRun({ actor, device }: Person, key: string): Promise<boolean> {
  return untilKnown(async () => {
    const response = await fetch(`${device.address}/api/forms/${key}`, {
      method: "POST",
      headers: { ...device.headers, [VIEWER_HEADER]: actor.userId },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    if (!response.ok) throw new Error(`The key's answer was ${response.status}`);
    const settled: { answer: unknown } = await response.json();
    return settled.answer !== null;
  });
}

/** Fills in the one form of this page as a browser without scripts has it, and posts it until its outcome is known. */
export async function sendPlainly(
  { device, books }: Person,
  form: Omit<Form, "action">,
  leadsTo: RegExp,
): Promise<void> {
  const data = await untilKnown(() => openPlainForm(device, form));
  for (;;) {
    const outcome = await postPlainly(device, form.path, data, leadsTo).catch(() => "unknown");
    if (outcome !== "unknown") {
      books.done(form.makes, { wasFound: outcome === "repeat" });
      return;
    }
    books.lose();
    await sleep(RETRY_MS);
  }
}

async function openPlainForm(
  { address, headers }: Person["device"],
  { path, fields }: Omit<Form, "action">,
): Promise<FormData> {
  const response = await fetch(address + path, { headers, signal: AbortSignal.timeout(ANSWER_MS) });
  const [field = ""] = Object.keys(fields);
  const data = readForm(await response.text(), field);
  if (!response.ok || !data) throw new Error(`${path} answered ${response.status} without a form`);
  for (const [name, value] of Object.entries(fields)) data.set(name, String(value));
  return data;
}

async function postPlainly(
  { address, headers }: Person["device"],
  path: string,
  body: FormData,
  leadsTo: RegExp,
): Promise<Outcome> {
  const response = await fetch(address + path, {
    method: "POST",
    headers: { ...headers, origin: address },
    body,
    redirect: "manual",
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const page = await response.text();
  if (leadsTo.test(response.headers.get("location") ?? "")) return "done";
  return page.includes(DONE_BEFORE) ? "repeat" : "unknown";
}

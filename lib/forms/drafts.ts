import { unlockDevice } from "#lib/device-seal";
import { listStored, readStored, removeStored, writeStored } from "#lib/device-storage";
import type { Id } from "#lib/ids";
import { UNKEPT_FIELD } from "./state.ts";

/** For whom a form was made, and the key to what they have left on this device. */
export type FormViewer = {
  readonly userId: Id<"usr">;
  readonly name: string;
  readonly deviceKey: string;
};

const DRAFT = "draft of ";
const SENT = "form sent from ";

export type Contents = Readonly<Record<string, string>>;

/** Identifies a form across builds. */
export type FormPlace = {
  /** Its page, the ids that it carries, and its fields: what is typed is kept under this name. */
  readonly name: string;
  /** The words on its button, which tell forms with the same ids and fields apart. */
  readonly does: string;
  readonly fields: readonly string[];
};

/** A form that was sent and has no answer yet. */
export type Unanswered = {
  readonly key: string;
  readonly sentAtMs: number;
  readonly place: FormPlace;
  readonly contents: Contents;
};

/** The address of the page that the form is on. */
export function pageOf({ name }: FormPlace): string {
  return name.split(" ", 1)[0] ?? name;
}

/** Asked once, when the form appears: controls may turn into others later. */
export function placeOf(form: HTMLFormElement, path: string): FormPlace {
  const controls = [...form.elements].filter(isControl).filter(({ name }) => isKept(name));
  const hidden = controls.filter((control) => control.type === "hidden");
  const ids = hidden.filter(({ name }) => /Id$/.test(name)).map(({ value }) => value);
  const fields = controls.filter((control) => !hidden.includes(control) && isText(control));
  const names = [...new Set(fields.map(({ name }) => name))].sort();
  return {
    name: [path, ...ids.sort(), ...names].join(" "),
    does: wordsOnButton(form),
    fields: names,
  };
}

/** Without amounts, which may follow what is typed. */
function wordsOnButton(form: HTMLFormElement): string {
  const isSubmit = (element: Element) =>
    element instanceof HTMLButtonElement && element.type === "submit";
  const words = [...form.elements].find(isSubmit)?.textContent ?? "";
  return words.replace(/\d[\d.,\s]*/g, "").trim();
}

/** What is in the fields now, with lists joined by commas. No passwords, cards, accounts or files. */
export function readContents(form: HTMLFormElement, { fields }: FormPlace): Contents {
  const data = new FormData(form);
  const entries = fields.map((name) => {
    const texts = data.getAll(name).filter((value) => typeof value === "string");
    return [name.replace(/\[\]$/, ""), texts.join(", ")] as const;
  });
  return Object.fromEntries(entries);
}

/** True when the person typed before the scripts came, or the browser restored what was typed. */
export function isTouched(form: HTMLFormElement): boolean {
  return [...form.elements].filter(isControl).some((control) => {
    if (control instanceof HTMLSelectElement || !isKept(control.name)) return false;
    if (control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type)) {
      return control.checked !== control.defaultChecked;
    }
    return control.type !== "hidden" && control.value !== control.defaultValue;
  });
}

export function isEqual(one: Contents, other: Contents): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => (one[name] ?? "") === (other[name] ?? ""));
}

export function readDraft({ userId, deviceKey }: FormViewer, place: FormPlace): Contents | null {
  unlockDevice(userId, deviceKey);
  const text = readStored(userId, DRAFT + place.name);
  return text === null ? null : (parse<KeptDraftOf>(text)?.contents ?? null);
}

export type KeptDraftOf = { readonly place: FormPlace; readonly contents: Contents };

/** The drafts of all forms that were on this page. */
export function listDrafts({ userId, deviceKey }: FormViewer, path: string): KeptDraftOf[] {
  unlockDevice(userId, deviceKey);
  return listStored(userId, `${DRAFT}${path} `).flatMap((text) => parse<KeptDraftOf>(text) ?? []);
}

/** Null removes it. */
export function writeDraft(
  { userId, deviceKey }: FormViewer,
  place: FormPlace,
  contents: Contents | null,
): void {
  unlockDevice(userId, deviceKey);
  const name = DRAFT + place.name;
  const kept = contents && ({ place, contents } satisfies KeptDraftOf);
  if (kept) writeStored(userId, name, JSON.stringify(kept));
  else if (readStored(userId, name) !== null) removeStored(userId, name);
}

/** Those of this form, oldest first. */
export function listUnanswered(viewer: FormViewer, place: FormPlace): Unanswered[] {
  return listSent(viewer, sentFrom(place));
}

/** Those of all forms that were on this page, oldest first. */
export function listUnansweredOn(viewer: FormViewer, path: string): Unanswered[] {
  return listSent(viewer, `${SENT}${path} `);
}

function listSent({ userId, deviceKey }: FormViewer, beginning: string): Unanswered[] {
  unlockDevice(userId, deviceKey);
  return listStored(userId, beginning)
    .flatMap((text) => parse<Unanswered>(text) ?? [])
    .sort((one, other) => one.sentAtMs - other.sentAtMs);
}

export function rememberSent(viewer: FormViewer, sent: Unanswered): void {
  unlockDevice(viewer.userId, viewer.deviceKey);
  writeStored(viewer.userId, sentName(sent), JSON.stringify(sent));
}

export function forgetSent(viewer: FormViewer, sent: Unanswered): void {
  removeStored(viewer.userId, sentName(sent));
}

function sentName({ place, key }: Unanswered): string {
  return sentFrom(place) + key;
}

function sentFrom({ name, does }: FormPlace): string {
  return `${SENT}${name} to ${does} key `;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isControl(element: Element): element is Control {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  );
}

function isKept(name: string): boolean {
  return name !== "" && !name.startsWith("_") && !name.startsWith("$") && !UNKEPT_FIELD.test(name);
}

function isText(control: Control): boolean {
  return !["file", "password", "submit", "button"].includes(control.type);
}

/** Guarantee: only this file writes under these names, sealed for the person who reads. */
function parse<T>(text: string): T | null {
  try {
    const value: T = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}

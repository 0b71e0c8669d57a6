import {
  attempt,
  disownDevice,
  isAnythingSealed,
  isDeviceOwnedBy,
  isOwnerEntry,
  ownDevice,
  SEALED,
  tellLeft,
} from "./device-owner.ts";
import type { Id } from "./ids.ts";
import { DAY_MS } from "./time.ts";

/*
 * What a person leaves on a device: unsent messages, drafts and forms without an answer. Names and contents are sealed
 * (device-seal.ts) with a key that only pages made for this person carry, so nobody else can read them. One more entry,
 * not sealed, says whose device it is now (device-owner.ts).
 */
const PREFIX = "workhub:";
const KEPT_DAYS = 30;

/** Seals what one person leaves. Opening throws what was not sealed for them. A name always seals to the same text. */
export type Seal = {
  readonly sealName: (name: string) => string;
  readonly openName: (sealed: string) => string;
  readonly sealValue: (value: string) => string;
  readonly openValue: (sealed: string) => string;
};

/** Used when the browser's storage is switched off or full, and until a seal has come; a reload then forgets. */
const memory = new Map<string, string>();
const seals = new Map<Id<"usr">, Seal>();
const listeners = new Set<() => void>();
/** Whose device this tab has made it, and has not given up since. */
let claimedFor: Id<"usr"> | null = null;
/** Who has left on purpose in this tab. */
let goneFrom: Id<"usr"> | null = null;

/**
 * After this call, this person's entries can be read and written here. Before it, entries last as long as the page;
 * those that wait are sealed now.
 */
export function openDevice(viewerId: Id<"usr">, makeSeal: () => Seal): void {
  if (seals.has(viewerId)) return;
  const waiting = ownKeys(viewerId).map(([name, key]) => {
    const value = memory.get(key) ?? "";
    memory.delete(key);
    return [name, value] as const;
  });
  seals.set(viewerId, makeSeal());
  for (const [name, value] of waiting) store(viewerId, name, value);
  // A form opens the device while it is drawn, and must not be drawn anew from inside that.
  queueMicrotask(notify);
}

/** True while something may lie here that has not been opened yet. */
export function isStillClosed(viewerId: Id<"usr">): boolean {
  return !seals.has(viewerId) && isAnythingSealed();
}

export function readStored(viewerId: Id<"usr">, name: string): string | null {
  return readAt(viewerId, keyOf(viewerId, name));
}

export function writeStored(viewerId: Id<"usr">, name: string, value: string): void {
  if (!store(viewerId, name, value)) return;
  tellLeft();
  notify();
}

/** False when nothing may be kept any more. */
function store(viewerId: Id<"usr">, name: string, value: string): boolean {
  // What is still written for somebody who has signed out, here or in another tab, would stay behind.
  if (goneFrom === viewerId || (claimedFor === viewerId && !isStillDeviceOf(viewerId))) {
    return false;
  }
  const key = keyOf(viewerId, name);
  const sealed = sealValue(viewerId, value);
  memory.delete(key);
  const isKept =
    sealed !== null &&
    attempt(() => {
      localStorage.setItem(key, sealed);
      return true;
    });
  if (!isKept) memory.set(key, value);
  return true;
}

export function removeStored(viewerId: Id<"usr">, name: string): void {
  forget(keyOf(viewerId, name));
  notify();
}

/** Everything of this person whose name has this beginning, in no particular order. */
export function listStored(viewerId: Id<"usr">, beginning: string): string[] {
  return ownKeys(viewerId).flatMap(([name, key]) => {
    const value = name.startsWith(beginning) ? readAt(viewerId, key) : null;
    return value === null ? [] : [value];
  });
}

/** Calls back after every change, including changes by another tab. */
export function subscribeStored(listener: () => void): () => void {
  if (listeners.size === 0) globalThis.addEventListener?.("storage", notify);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) globalThis.removeEventListener?.("storage", notify);
  };
}

function notify(): void {
  for (const listener of listeners) listener();
}

/** Makes the device this person's. Other people's sealed entries stay; entries that are old or unsealed are removed. */
export function claimDevice(viewerId: Id<"usr">): void {
  claimedFor = viewerId;
  goneFrom = null;
  for (const key of allKeys()) if (!isOwnerEntry(key) && isOutlived(key)) forget(key);
  ownDevice(viewerId);
}

/**
 * The session is over, so the device is nobody's. Other tabs notice that the viewer is gone. Sealed entries stay
 * sealed.
 */
export function releaseDevice(): void {
  // Another tab has been here before: they left on purpose.
  if (claimedFor && !isStillDeviceOf(claimedFor)) goneFrom = claimedFor;
  claimedFor = null;
  memory.clear();
  disownDevice();
  notify();
}

/** The person leaves on purpose: nothing of theirs stays, sealed or not. */
export function clearDevice(viewerId: Id<"usr">): void {
  for (const [, key] of ownKeys(viewerId)) forget(key);
  goneFrom = viewerId;
  releaseDevice();
}

/** False once another tab has made the device another person's, or nobody's. */
export function isStillDeviceOf(viewerId: Id<"usr">): boolean {
  return isDeviceOwnedBy(viewerId);
}

function keyOf(viewerId: Id<"usr">, name: string): string {
  const seal = seals.get(viewerId);
  return seal ? SEALED + seal.sealName(name) : memoryOf(viewerId) + name;
}

function memoryOf(viewerId: Id<"usr">): string {
  return `${PREFIX}memory:${viewerId}:`;
}

/** The day of writing is not sealed, so that an entry can be removed in time. */
function sealValue(viewerId: Id<"usr">, value: string): string | null {
  const seal = seals.get(viewerId);
  return seal ? `${Math.floor(Date.now() / DAY_MS)}.${seal.sealValue(value)}` : null;
}

/** The value last opened under each key, because React asks again at every render. */
const opened = new Map<string, { sealed: string; value: string | null }>();

function readAt(viewerId: Id<"usr">, storageKey: string): string | null {
  const inMemory = memory.get(storageKey);
  if (inMemory !== undefined) return inMemory;
  const sealed = attempt(() => localStorage.getItem(storageKey)) ?? null;
  const seal = seals.get(viewerId);
  if (sealed === null || !seal) return null;
  const known = opened.get(storageKey);
  if (known?.sealed === sealed) return known.value;
  const value = attempt(() => seal.openValue(sealed.slice(sealed.indexOf(".") + 1))) ?? null;
  opened.set(storageKey, { sealed, value });
  return value;
}

/** The name and key of everything that this person can open. */
function ownKeys(viewerId: Id<"usr">): (readonly [name: string, key: string])[] {
  const seal = seals.get(viewerId);
  const ofMemory = memoryOf(viewerId);
  return allKeys().flatMap((at) => {
    if (at.startsWith(ofMemory)) return [[at.slice(ofMemory.length), at] as const];
    if (!seal || !at.startsWith(SEALED)) return [];
    const name = attempt(() => seal.openName(at.slice(SEALED.length)));
    return name === undefined ? [] : [[name, at] as const];
  });
}

function isOutlived(key: string): boolean {
  if (!key.startsWith(SEALED)) return !memory.has(key);
  const day = Number.parseInt(attempt(() => localStorage.getItem(key)) ?? "", 10);
  return !memory.has(key) && !(day >= Math.floor(Date.now() / DAY_MS) - KEPT_DAYS);
}

function forget(key: string): void {
  memory.delete(key);
  opened.delete(key);
  attempt(() => localStorage.removeItem(key));
}

function allKeys(): string[] {
  const stored = attempt(() => Object.keys(localStorage)) ?? [];
  return [...new Set([...stored, ...memory.keys()])].filter((key) => key.startsWith(PREFIX));
}

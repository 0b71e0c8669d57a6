import { gcmsiv } from "@noble/ciphers/aes.js";
import {
  bytesToHex,
  bytesToUtf8,
  hexToBytes,
  randomBytes,
  utf8ToBytes,
} from "@noble/ciphers/utils.js";
import {
  attempt,
  disownDevice,
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
 * with a key that only pages made for this person carry, so nobody else can read them. One more entry, not sealed, says
 * whose device it is now (device-owner.ts).
 */
const PREFIX = "workhub:";
const KEPT_DAYS = 30;
const NONCE_BYTES = 12;

/** Used when the browser's storage is switched off or full; a reload then forgets. */
const memory = new Map<string, string>();
const keys = new Map<Id<"usr">, Uint8Array>();
const listeners = new Set<() => void>();
/** Whose device this tab has made it, and has not given up since. */
let claimedFor: Id<"usr"> | null = null;
/** Who has left on purpose in this tab. */
let goneFrom: Id<"usr"> | null = null;

/** After this call, this person's entries can be read and written here. Before it, entries last as long as the page. */
export function unlockDevice(viewerId: Id<"usr">, deviceKey: string): void {
  if (!keys.has(viewerId)) keys.set(viewerId, hexToBytes(deviceKey));
}

export function readStored(viewerId: Id<"usr">, name: string): string | null {
  return readAt(viewerId, keyOf(viewerId, name));
}

export function writeStored(viewerId: Id<"usr">, name: string, value: string): void {
  // What is still written for somebody who has signed out, here or in another tab, would stay behind.
  if (goneFrom === viewerId || (claimedFor === viewerId && !isStillDeviceOf(viewerId))) return;
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
  tellLeft();
  notify();
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

/** A name always seals to the same key, which GCM-SIV allows, and its owner can read it back. */
function keyOf(viewerId: Id<"usr">, name: string): string {
  const key = keys.get(viewerId);
  if (!key) return `${PREFIX}memory:${viewerId}:${name}`;
  return SEALED + bytesToHex(nameCipher(key).encrypt(utf8ToBytes(name)));
}

function nameCipher(key: Uint8Array) {
  return gcmsiv(key, new Uint8Array(NONCE_BYTES), utf8ToBytes("name"));
}

/** The day of writing is not sealed, so that an entry can be removed in time. */
function sealValue(viewerId: Id<"usr">, value: string): string | null {
  const key = keys.get(viewerId);
  if (!key) return null;
  const nonce = randomBytes(NONCE_BYTES);
  const sealed = gcmsiv(key, nonce).encrypt(utf8ToBytes(value));
  return `${Math.floor(Date.now() / DAY_MS)}.${bytesToHex(nonce)}${bytesToHex(sealed)}`;
}

/** The value last opened under each key, because React asks again at every render. */
const opened = new Map<string, { sealed: string; value: string | null }>();

function readAt(viewerId: Id<"usr">, storageKey: string): string | null {
  const inMemory = memory.get(storageKey);
  if (inMemory !== undefined) return inMemory;
  const sealed = attempt(() => localStorage.getItem(storageKey)) ?? null;
  const key = keys.get(viewerId);
  if (sealed === null || !key) return null;
  const known = opened.get(storageKey);
  if (known?.sealed === sealed) return known.value;
  const value = attempt(() => openValue(key, sealed)) ?? null;
  opened.set(storageKey, { sealed, value });
  return value;
}

function openValue(key: Uint8Array, sealed: string): string {
  const bytes = hexToBytes(sealed.slice(sealed.indexOf(".") + 1));
  const nonce = bytes.subarray(0, NONCE_BYTES);
  return bytesToUtf8(gcmsiv(key, nonce).decrypt(bytes.subarray(NONCE_BYTES)));
}

/** The name and key of everything that this person can open. */
function ownKeys(viewerId: Id<"usr">): (readonly [name: string, key: string])[] {
  const key = keys.get(viewerId);
  const ofMemory = `${PREFIX}memory:${viewerId}:`;
  return allKeys().flatMap((at) => {
    if (at.startsWith(ofMemory)) return [[at.slice(ofMemory.length), at] as const];
    if (!key || !at.startsWith(SEALED)) return [];
    const name = attempt(() =>
      bytesToUtf8(nameCipher(key).decrypt(hexToBytes(at.slice(SEALED.length)))),
    );
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

import type { Id } from "#lib/ids";

/*
 * What a person leaves on a device: unsent messages and drafts, under keys that carry the person's id, and one key
 * that says whose device it is now. Another person, or nobody, arriving means that everything goes.
 */
const PREFIX = "workhub:";
const VIEWER_KEY = `${PREFIX}viewer`;

/** Takes the place of the browser's storage where that is switched off or full: then a reload forgets. */
const memory = new Map<string, string>();
const listeners = new Set<() => void>();

function keyOf(viewerId: Id<"usr">, name: string): string {
  return `${PREFIX}${viewerId}:${name}`;
}

export function readStored(viewerId: Id<"usr">, name: string): string | null {
  const key = keyOf(viewerId, name);
  return memory.get(key) ?? attempt(() => localStorage.getItem(key)) ?? null;
}

export function writeStored(viewerId: Id<"usr">, name: string, value: string): void {
  const key = keyOf(viewerId, name);
  memory.delete(key);
  const isKept = attempt(() => {
    localStorage.setItem(key, value);
    return true;
  });
  if (!isKept) memory.set(key, value);
  notify();
}

export function removeStored(viewerId: Id<"usr">, name: string): void {
  const key = keyOf(viewerId, name);
  memory.delete(key);
  attempt(() => localStorage.removeItem(key));
  notify();
}

/** Everything of this person whose name begins so, in no particular order. */
export function listStored(viewerId: Id<"usr">, beginning: string): string[] {
  const start = keyOf(viewerId, beginning);
  const keys = allKeys().filter((key) => key.startsWith(start));
  return keys.flatMap((key) => {
    const value = memory.get(key) ?? attempt(() => localStorage.getItem(key)) ?? null;
    return value === null ? [] : [value];
  });
}

/** Calls back after every change, also by another tab. */
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

/** Makes the device this person's: what anybody else left is gone afterwards. */
export function claimDevice(viewerId: Id<"usr">): void {
  const own = keyOf(viewerId, "");
  erase((key) => !key.startsWith(own) && key !== VIEWER_KEY);
  attempt(() => {
    if (localStorage.getItem(VIEWER_KEY) !== viewerId) localStorage.setItem(VIEWER_KEY, viewerId);
  });
}

/** Nobody's device: nothing of anybody is left. Other tabs notice, because the viewer is gone. */
export function clearDevice(): void {
  erase(() => true);
  notify();
}

/** False once another tab has made the device somebody else's, or nobody's. */
export function isStillDeviceOf(viewerId: Id<"usr">): boolean {
  try {
    return localStorage.getItem(VIEWER_KEY) === viewerId;
  } catch {
    return true;
  }
}

function erase(isDoomed: (key: string) => boolean): void {
  for (const key of allKeys().filter(isDoomed)) {
    memory.delete(key);
    attempt(() => localStorage.removeItem(key));
  }
}

function allKeys(): string[] {
  const stored = attempt(() => Object.keys(localStorage)) ?? [];
  return [...new Set([...stored, ...memory.keys()])].filter((key) => key.startsWith(PREFIX));
}

/** Storage can be switched off, full, or missing; then the answer is undefined. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/*
 * What every page can know of a device, without the cipher that opens what people have left on it (device-seal.ts).
 */

/** Whose device this is now, for every tab of this browser. Not sealed: it is an id, and worth nothing by itself. */
const KEY = "workhub:viewer";
/** How the names of sealed entries begin. */
export const SEALED = "workhub:sealed:";

/** Something was here, if only in this document’s memory. */
let hasLeft = false;
const hearers = new Set<() => void>();

/** Makes the device this person's. */
export function ownDevice(viewerId: string): void {
  attempt(() => {
    if (localStorage.getItem(KEY) !== viewerId) localStorage.setItem(KEY, viewerId);
  });
}

/** The device is nobody's. Other tabs notice that. */
export function disownDevice(): void {
  attempt(() => localStorage.removeItem(KEY));
}

/** False once another tab has made the device another person's, or nobody's. True where nothing can be stored. */
export function isDeviceOwnedBy(viewerId: string): boolean {
  return attempt(() => localStorage.getItem(KEY) === viewerId) ?? true;
}

export function isOwnerEntry(key: string): boolean {
  return key === KEY;
}

/** True when anybody has left something on this device. It stays so in this document, whose pages say what became of it. */
export function isAnythingLeft(): boolean {
  hasLeft ||= isAnythingSealed();
  return hasLeft;
}

/** True while anybody's sealed entry lies here. */
export function isAnythingSealed(): boolean {
  const names = attempt(() => Object.keys(localStorage)) ?? [];
  return names.some((name) => name.startsWith(SEALED));
}

/** Calls back when something is left, here or by another tab. */
export function hearLeft(hearer: () => void): () => void {
  hearers.add(hearer);
  window.addEventListener("storage", hearer);
  return () => {
    hearers.delete(hearer);
    window.removeEventListener("storage", hearer);
  };
}

/** Something has just been left by this document. */
export function tellLeft(): void {
  hasLeft = true;
  for (const hearer of hearers) hearer();
}

/** Storage can be switched off, full, or missing; then the result is undefined. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/* Whose device this is now, for every tab of this browser. Not sealed: it is an id, and worth nothing by itself. */
const KEY = "workhub:viewer";

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

/** Storage can be switched off, full, or missing; then the result is undefined. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

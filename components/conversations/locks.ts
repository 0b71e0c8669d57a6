/**
 * Runs the work in one tab of this browser at a time. Where there are no locks (pages without https) it just runs;
 * what depends on it must then be harmless when done twice.
 */
export function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  return hasLocks() ? navigator.locks.request(name, work) : work();
}

/** False on pages without https and in very old browsers. */
export function hasLocks(): boolean {
  return "locks" in navigator;
}

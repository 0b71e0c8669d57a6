/*
 * Which saved searches were looked at in this tab, with the time of what was looked at. A page that was made before, and
 * is only shown again by a step back, does not know it from the server.
 */
let seen: ReadonlyMap<string, number> = new Map();
const listeners = new Set<() => void>();

export function readSeen(): ReadonlyMap<string, number> {
  return seen;
}

/** Calls back after each change, until the returned function is called. */
export function followSeen(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** The result of a search, as it was at `at` (in milliseconds), is on the screen. If telling the server fails, it stays new. */
export function markSeen(searchId: string, at: number): void {
  if ((seen.get(searchId) ?? Number.NEGATIVE_INFINITY) >= at) return;
  seen = new Map(seen).set(searchId, at);
  for (const listener of listeners) listener();
  fetch(`/api/searches/${searchId}/seen`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ at }),
    keepalive: true,
  }).catch(() => undefined);
}

import { readStored, removeStored, subscribeStored, writeStored } from "#lib/device-storage";
import { Listeners } from "./listeners.ts";
import { currentViewer, sessionChanges } from "./session.ts";

/* What is written and not sent: kept on this device, for this person, under the name of what it is for. */

/** Written before the person is known: within the first moments of a page. */
const early = new Map<string, string>();
const changes = new Listeners();

export function readDraft(name: string): string {
  const viewerId = currentViewer();
  const waiting = early.get(name);
  if (!viewerId || waiting !== undefined) return waiting ?? "";
  return readStored(viewerId, name) ?? "";
}

export function writeDraft(name: string, text: string): void {
  const viewerId = currentViewer();
  if (!viewerId) early.set(name, text);
  else {
    early.delete(name);
    if (text === "") removeStored(viewerId, name);
    else writeStored(viewerId, name, text);
  }
  changes.tell();
}

/** Calls back whenever any draft may have changed, until the returned function is called. */
export function subscribeDrafts(listener: () => void): () => void {
  const leave = [subscribeStored(listener), sessionChanges.add(listener), changes.add(listener)];
  return () => {
    for (const each of leave) each();
  };
}

import {
  isStillClosed,
  readStored,
  removeStored,
  subscribeStored,
  writeStored,
} from "#lib/device-storage";
import { Listeners } from "./listeners.ts";
import { currentViewer, sessionChanges } from "./session.ts";

/* What is written and not sent: kept on this device, for this person, under the name of what it is for. */

/** Written before the person is known, or what they have left here is open: within the first moments of a page. */
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
  if (!viewerId || isStillClosed(viewerId)) early.set(name, text);
  else {
    early.delete(name);
    if (text === "") removeStored(viewerId, name);
    else writeStored(viewerId, name, text);
  }
  changes.tell();
}

/** What was written early comes after what was left before. */
function keepEarly(): void {
  const viewerId = currentViewer();
  if (!viewerId || isStillClosed(viewerId)) return;
  for (const [name, text] of [...early]) {
    early.delete(name);
    const left = readStored(viewerId, name) ?? "";
    if (text === "") continue;
    writeStored(viewerId, name, text.startsWith(left) ? text : `${left}\n${text}`);
  }
}

/** Calls back whenever any draft may have changed, until the returned function is called. */
export function subscribeDrafts(listener: () => void): () => void {
  const hear = () => {
    keepEarly();
    listener();
  };
  const leave = [subscribeStored(hear), sessionChanges.add(hear), changes.add(listener)];
  return () => {
    for (const each of leave) each();
  };
}

import { isLeaving } from "#components/layout/leaving";
import { showUnread } from "#components/layout/unread";
import type { Id } from "#lib/ids";
import { claimDevice, clearDevice, isStillDeviceOf } from "./device-storage.ts";
import type { InboxEngine } from "./inbox-engine.ts";
import type { FeedStart } from "./inbox-feed.ts";

/*
 * Who is here in this document, and their inbox once it runs. The engine is loaded after the page is usable: pages
 * that show no inbox pay for it with nothing but the unread number.
 */
let viewerId: Id<"usr"> | null = null;
let engine: InboxEngine | null = null;
let waiting: ((engine: InboxEngine) => void)[] = [];
const listeners = new Set<() => void>();

export function currentViewer(): Id<"usr"> | null {
  return viewerId;
}

export function currentEngine(): InboxEngine | null {
  return engine;
}

export function subscribeSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Runs the work with the inbox's engine, as soon as there is one. */
export function withEngine(work: (engine: InboxEngine) => void): void {
  if (engine) work(engine);
  else waiting.push(work);
}

/** The person whom the server has rendered this page for is here. */
export function beginSession(nextId: Id<"usr">, start: FeedStart | null): void {
  if (nextId === viewerId) return;
  const isOther = viewerId !== null;
  endSession();
  claimDevice(nextId);
  if (isOther) {
    startAfresh();
    return;
  }
  viewerId = nextId;
  watchDevice(true);
  notify();
  void import("./inbox-engine.ts").then(({ InboxEngine }) => {
    if (viewerId !== nextId || engine) return;
    engine = new InboxEngine({
      viewerId: nextId,
      start,
      onUnread: showUnread,
      onRefused: forget,
    });
    engine.start();
    for (const work of waiting.splice(0)) work(engine);
    notify();
  });
}

/** The server has rendered this page for nobody, or for somebody without an inbox. */
export function beginWithout(): void {
  const wasSomebody = viewerId !== null;
  endSession();
  clearDevice();
  if (wasSomebody) startAfresh();
}

/** Nothing of this person stays here: not in memory, not on the device. */
export function forgetPerson(): void {
  endSession();
  clearDevice();
}

function endSession(): void {
  if (viewerId === null) return;
  watchDevice(false);
  viewerId = null;
  waiting = [];
  engine?.stop();
  engine = null;
  showUnread(null);
  notify();
}

/** The session is over, as the server says: forget everything and let the server say who is here. */
function forget(): void {
  if (isLeaving()) return;
  forgetPerson();
  startAfresh();
}

/** A new document, because the router keeps the pages of who was here before. */
function startAfresh(): void {
  if (!isLeaving()) window.location.reload();
}

/** Another tab has made the device somebody else's, or nobody's: what this tab shows has to go. */
function checkDevice(): void {
  if (viewerId === null || isStillDeviceOf(viewerId)) return;
  endSession();
  document.body.hidden = true;
  startAfresh();
}

function onShow({ persisted }: PageTransitionEvent): void {
  if (!persisted) return;
  checkDevice();
  engine?.resume();
}

function onHide(): void {
  engine?.pause();
}

function watchDevice(isOn: boolean): void {
  const change = isOn ? "addEventListener" : "removeEventListener";
  window[change]("storage", checkDevice);
  document[change]("visibilitychange", checkDevice);
  window[change]("pagehide", onHide);
  if (isOn) window.addEventListener("pageshow", onShow);
  else window.removeEventListener("pageshow", onShow);
}

function notify(): void {
  for (const listener of listeners) listener();
}

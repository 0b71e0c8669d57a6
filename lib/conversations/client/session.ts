import { hearLeft, isAnythingLeft, isAnythingSealed } from "#lib/device-owner";
import { claimDevice, clearDevice, isStillDeviceOf, releaseDevice } from "#lib/device-storage";
import type { Id } from "#lib/ids";
import { loadPatiently } from "#lib/load-patiently";
import type { Inbox } from "./inbox.ts";
import { Listeners } from "./listeners.ts";
import type { InboxStart } from "./store.ts";

/*
 * Who is here in this document, and their inbox once it runs. It is loaded after the page is usable, so pages that show
 * no inbox pay only for the unread number.
 */
let viewerId: Id<"usr"> | null = null;
let inbox: Inbox | null = null;
let waiting: ((inbox: Inbox) => void)[] = [];
/** Loads what seals their texts, if it is not there yet. */
let prepareToSeal = () => {};
let stopHearing = () => {};
let frame: InboxFrame = { showUnread: () => {}, showBell: () => {}, isLeaving: () => false };

/** A person has come or gone, or their inbox now runs. */
export const sessionChanges = new Listeners();

/** What surrounds the pages. */
export type InboxFrame = {
  /** Shows how many conversations have something unread; null: not known. */
  readonly showUnread: (count: number | null) => void;
  /** Shows how many notifications are unread; null: not known. */
  readonly showBell: (count: number | null) => void;
  /** True while the person signs out: the whole page is about to be replaced. */
  readonly isLeaving: () => boolean;
};

export function currentViewer(): Id<"usr"> | null {
  return viewerId;
}

export function currentInbox(): Inbox | null {
  return inbox;
}

/** Somebody is about to write: what they write is sealed from its first letter. */
export function expectWriting(): void {
  prepareToSeal();
}

/** Runs the work with the inbox: now, or as soon as it runs. */
export function withInbox(work: (inbox: Inbox) => void): void {
  if (inbox) work(inbox);
  else waiting.push(work);
}

/** The same for work that takes a while or can fail; the returned promise does so too. */
export function askInbox(work: (inbox: Inbox) => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) =>
    withInbox((running) => work(running).then(resolve, reject)),
  );
}

type Arrival = {
  readonly viewerId: Id<"usr">;
  /** Opens what this person has left on the device. */
  readonly deviceKey: string;
  /** What the server knew when it rendered the page. */
  readonly start: InboxStart | null;
};

/** The person for whom the server has rendered this page is here. */
export function beginSession(
  { viewerId: nextId, deviceKey, start }: Arrival,
  around: InboxFrame,
): void {
  frame = around;
  if (nextId === viewerId || around.isLeaving()) return;
  const isOther = viewerId !== null;
  endSession();
  claimDevice(nextId);
  if (isOther) {
    startAfresh();
    return;
  }
  viewerId = nextId;
  watchDevice(true);
  const opened = openOnceLeft({ userId: nextId, deviceKey });
  sessionChanges.tell();
  const loaded = loadPatiently(() => import("./inbox.ts"));
  // The inbox sends what earlier pages have left unsent, so it begins when that can be read.
  void Promise.all([loaded, opened]).then(([{ Inbox }]) => {
    if (viewerId !== nextId || inbox) return;
    inbox = new Inbox({
      viewerId: nextId,
      start,
      onUnread: frame.showUnread,
      onBell: frame.showBell,
      onRefused: forget,
    });
    inbox.start();
    for (const work of waiting.splice(0)) work(inbox);
    sessionChanges.tell();
  });
}

/** The server has rendered this page for nobody, or for a person without an inbox. */
export function beginWithout(around: InboxFrame): void {
  frame = around;
  const wasSomebody = viewerId !== null;
  endSession();
  releaseDevice();
  if (wasSomebody) startAfresh();
}

/**
 * This person leaves on purpose: nothing of theirs stays here, neither in memory nor on the device. The server may
 * already have rendered the page for nobody, so the caller names them.
 */
export async function forgetPerson(leaving: Keyholder | null): Promise<void> {
  endSession();
  if (!leaving) {
    releaseDevice();
    return;
  }
  // Only who can open an entry knows whose it is.
  if (isAnythingSealed()) await open(leaving);
  clearDevice(leaving.userId);
}

/** A person, and the key to what they have left on the device. */
type Keyholder = { readonly userId: Id<"usr">; readonly deviceKey: string };

/**
 * Opens the device for what lies there, or as soon as something is left: the cipher is loaded for nothing else. Resolves
 * once what lies there now can be read.
 */
async function openOnceLeft(person: Keyholder): Promise<void> {
  prepareToSeal = () => void open(person);
  if (isAnythingLeft()) return open(person);
  stopHearing = hearLeft(() => {
    if (!isAnythingLeft()) return;
    stopHearing();
    void open(person);
  });
}

async function open({ userId, deviceKey }: Keyholder): Promise<void> {
  const { unlockDevice } = await loadPatiently(() => import("#lib/device-seal"));
  unlockDevice(userId, deviceKey);
}

function endSession(): void {
  if (viewerId === null) return;
  stopHearing();
  prepareToSeal = () => {};
  watchDevice(false);
  viewerId = null;
  waiting = [];
  inbox?.stop();
  inbox = null;
  frame.showUnread(null);
  frame.showBell(null);
  sessionChanges.tell();
}

/**
 * The server says that the session is over: show nothing, keep what was written sealed, let the server say who is here.
 */
function forget(): void {
  if (frame.isLeaving()) return;
  endSession();
  releaseDevice();
  startAfresh();
}

/** A new document, because the router keeps the pages of the person who was here before. */
function startAfresh(): void {
  if (!frame.isLeaving()) window.location.reload();
}

/**
 * Another tab has made the device another person's, or nobody's, so what this tab shows must go. While the person signs
 * out here, it goes anyway, together with what they have left, for which their id is still needed.
 */
function checkDevice(): void {
  if (viewerId === null || isStillDeviceOf(viewerId) || frame.isLeaving()) return;
  endSession();
  document.body.hidden = true;
  startAfresh();
}

function onShow({ persisted }: PageTransitionEvent): void {
  if (!persisted) return;
  checkDevice();
  inbox?.resume();
}

function onHide(): void {
  inbox?.pause();
}

function watchDevice(isOn: boolean): void {
  const change = isOn ? "addEventListener" : "removeEventListener";
  window[change]("storage", checkDevice);
  document[change]("visibilitychange", checkDevice);
  window[change]("pagehide", onHide);
  if (isOn) window.addEventListener("pageshow", onShow);
  else window.removeEventListener("pageshow", onShow);
}

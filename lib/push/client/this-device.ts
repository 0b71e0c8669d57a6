import { attempt } from "#lib/device-owner";
import type { Id } from "#lib/ids";
import { VIEWER_HEADER } from "#lib/viewer-header";

/* Telling this device while WorkHub is closed: what the browser allows, and what the person has chosen here. */

/** "missing": it cannot be told. "denied": the person has told the browser so. */
export type Standing = "missing" | "denied" | "off" | "on";

const DECLINED = "push-declined";
const TIMEOUT_MS = 20_000;

/** How it stands; `missing` also where no worker is in charge, as in development. */
export async function findStanding(): Promise<Standing> {
  const registration = await findRegistration();
  if (!registration) return "missing";
  if (Notification.permission === "denied") return "denied";
  const subscription = await registration.pushManager.getSubscription();
  return subscription && Notification.permission === "granted" ? "on" : "off";
}

/**
 * Asks the person, if they have not answered yet, and has this device told. Returns how it stands then. Throws when the
 * push service or WorkHub does not answer: then nothing has changed.
 */
export async function switchOn(viewerId: Id<"usr">): Promise<Standing> {
  const registration = await findRegistration();
  if (!registration) return "missing";
  // First of all, while the browser still counts this as the person's press.
  if ((await Notification.requestPermission()) !== "granted") return findStanding();
  const { publicKey }: { publicKey: string } = await (await ask(viewerId, "GET")).json();
  // One of an earlier time may have been made for another key.
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  try {
    const { endpoint, keys } = subscription.toJSON();
    await ask(viewerId, "PUT", { endpoint, keys });
  } catch (error) {
    await subscription.unsubscribe();
    throw error;
  }
  return "on";
}

/** This device is told no more. Its push service forgets it even when WorkHub does not answer. */
export async function switchOff(viewerId: Id<"usr">): Promise<Standing> {
  const registration = await findRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  await ask(viewerId, "DELETE");
  return "off";
}

/** True when the person has said "Not now" here. It says nothing about any person, so it stays when they leave. */
export function isDeclined(): boolean {
  // Where nothing can be remembered, it would be asked again and again.
  return attempt(() => localStorage.getItem(DECLINED) !== null) ?? true;
}

export function decline(): void {
  attempt(() => localStorage.setItem(DECLINED, "1"));
}

async function findRegistration(): Promise<ServiceWorkerRegistration | null> {
  if (!("PushManager" in window) || !("Notification" in window)) return null;
  return (await navigator.serviceWorker?.getRegistration()) ?? null;
}

async function ask(
  viewerId: Id<"usr">,
  method: "GET" | "PUT" | "DELETE",
  body?: object,
): Promise<Response> {
  const response = await fetch("/api/push", {
    method,
    headers: {
      [VIEWER_HEADER]: viewerId,
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`WorkHub answered ${response.status}`);
  return response;
}

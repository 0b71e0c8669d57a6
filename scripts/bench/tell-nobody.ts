import { driverOf, type Tx } from "#db/client";

/** Stands in for lib/notifications/notify.ts in the floors of `npm run bench -- notify`. */
export async function notify(): Promise<void> {}

export async function notifyEach(): Promise<void> {}

export function notificationStatement(tx: Tx) {
  return driverOf(tx)`select`;
}

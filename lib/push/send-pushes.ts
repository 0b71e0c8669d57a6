import { and, eq, inArray } from "drizzle-orm";
import { driverOf, getDb } from "#db/client";
import { pushes, pushSubscriptions, sessions } from "#db/schema";
import { isAlive } from "#lib/auth/sessions";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import { listPushable } from "#lib/notifications/queries";
import type { Notice } from "#lib/notifications/take-due";
import { MINUTE_MS, now } from "#lib/time";
import { writePush } from "./internal/write-push.ts";
import type { PushProvider } from "./provider.ts";
import { createWebPush } from "./providers/web-push.ts";

const AT_ONCE = 20;
/** After the last of these it is let go: it stands in the bell. */
const PAUSES_MS = [1, 3, 10, 30, 60, 180].map((minutes) => minutes * MINUTE_MS);
/** The task comes again soon, so it need not hold on for ever. */
const LONGEST_RUN_MS = 10 * MINUTE_MS;

type Waiting = { subscriptionId: Id<"psb">; notificationId: Id<"ntf">; attempts: number };
type Device = { id: Id<"psb">; userId: Id<"usr">; endpoint: string; p256dh: string; auth: string };

/**
 * Tells devices what waits. It is taken for its next pause before it is sent, so one whose worker died is tried again
 * after it, and takes the place of the first on the device. What was read, deleted or switched off meanwhile is let go,
 * as is everything for a device whose session has ended. Returns how many were sent.
 */
export async function sendPushes(provider: PushProvider = createWebPush()): Promise<number> {
  const until = now().getTime() + LONGEST_RUN_MS;
  let sent = 0;
  while (now().getTime() < until) {
    const waiting = await takeWaiting();
    if (waiting.length === 0) break;
    const devices = await listDevices(waiting);
    const notices = await listPushable(
      waiting.map(({ notificationId }) => notificationId),
      now(),
    );
    const done = await Promise.all(
      waiting.map((push) =>
        settle(provider, push, devices.get(push.subscriptionId), notices.get(push.notificationId)),
      ),
    );
    sent += done.filter(Boolean).length;
  }
  return sent;
}

/** Counts the attempt and sets the time of the next one, before anything is sent. */
async function takeWaiting(): Promise<Waiting[]> {
  const at = now().toISOString();
  return driverOf(getDb())<Waiting[]>`
    update pushes set attempts = attempts + 1, next_try_at = ${at}::timestamptz
      + make_interval(secs => (${PAUSES_MS.map((ms) => String(ms / 1000))}::text[])[least(attempts + 1, ${PAUSES_MS.length})]::float8)
    where (subscription_id, notification_id) in (
      select subscription_id, notification_id from pushes where next_try_at <= ${at}::timestamptz
      order by next_try_at limit ${AT_ONCE} for update skip locked)
    returning subscription_id as "subscriptionId", notification_id as "notificationId", attempts`;
}

/** Those whose sessions are alive. */
async function listDevices(waiting: readonly Waiting[]): Promise<ReadonlyMap<Id<"psb">, Device>> {
  const { id, userId, endpoint, p256dh, auth } = pushSubscriptions;
  const ids = waiting.map(({ subscriptionId }) => subscriptionId);
  const rows = await getDb()
    .select({ id, userId, endpoint, p256dh, auth })
    .from(pushSubscriptions)
    .innerJoin(sessions, eq(sessions.id, pushSubscriptions.sessionId))
    .where(and(inArray(id, ids), isAlive()));
  return new Map(rows.map((row) => [row.id, row]));
}

async function settle(
  provider: PushProvider,
  push: Waiting,
  device: Device | undefined,
  notice: (Notice & { readonly mayGoAt: Date }) | undefined,
): Promise<boolean> {
  if (!device || !notice) {
    await end(push);
    return false;
  }
  // Quiet hours have begun since it was noted.
  if (notice.mayGoAt > now()) {
    await postpone(push, notice.mayGoAt, push.attempts - 1);
    return false;
  }
  const { endpoint, p256dh, auth } = device;
  const delivery = await provider.send({
    endpoint,
    keys: { p256dh, auth },
    contents: JSON.stringify(writePush(device.userId, notice)),
    topic: notice.notificationId,
    isUrgent: notice.group === "messages" || notice.group === "security",
  });
  switch (delivery.outcome) {
    case "sent":
      await end(push);
      return true;
    case "gone":
      await getDb().delete(pushSubscriptions).where(eq(pushSubscriptions.id, device.id));
      return false;
    case "refused":
      log.warn({ subscriptionId: device.id, reason: delivery.reason }, "A push was refused");
      await end(push);
      return false;
    case "later":
      await wait(push, delivery.reason, delivery.afterMs);
      return false;
  }
}

/** Until the next pause is over, or for as long as the push service asks. */
async function wait(push: Waiting, reason: string, afterMs: number): Promise<void> {
  const { subscriptionId, attempts } = push;
  const isOver = attempts >= PAUSES_MS.length;
  log.warn({ subscriptionId, attempts, isOver, reason }, "A push was not taken");
  if (isOver) await end(push);
  else if (afterMs > (PAUSES_MS[attempts - 1] ?? 0)) {
    await postpone(push, new Date(now().getTime() + afterMs), attempts);
  }
}

const isThis = ({ subscriptionId, notificationId }: Waiting) =>
  and(eq(pushes.subscriptionId, subscriptionId), eq(pushes.notificationId, notificationId));

async function postpone(push: Waiting, nextTryAt: Date, attempts: number): Promise<void> {
  await getDb().update(pushes).set({ nextTryAt, attempts }).where(isThis(push));
}

async function end(push: Waiting): Promise<void> {
  await getDb().delete(pushes).where(isThis(push));
}

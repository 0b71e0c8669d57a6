import { driverOf, getDb } from "#db/client";
import { takeDue } from "#lib/notifications/take-due";
import { now } from "#lib/time";

/**
 * Notes for each device what it is to be told by now. What was taken and what was noted commit together, so a worker
 * that dies leaves both or neither. Returns how many were noted.
 */
export async function makePushes(): Promise<number> {
  let made = 0;
  for (;;) {
    const count = await getDb().transaction(async (tx) => {
      const at = now();
      const due = await takeDue(tx, "push", at);
      if (due === null) return null;
      const told = due.flatMap(({ userId, notices }) =>
        notices.map(({ notificationId }) => ({ userId, notificationId })),
      );
      const noted = await driverOf(tx)`
        insert into pushes (subscription_id, notification_id, next_try_at)
        select device.id, told.notification_id, ${at.toISOString()}::timestamptz
        from unnest(${told.map(({ userId }) => userId)}::text[],
          ${told.map(({ notificationId }) => notificationId)}::text[]) as told (user_id, notification_id)
        join push_subscriptions device on device.user_id = told.user_id
        on conflict do nothing`;
      return noted.count;
    });
    if (count === null) return made;
    made += count;
  }
}

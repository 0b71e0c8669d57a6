import type { Tx } from "#db/client";
import { driverOf } from "#db/client";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";

/**
 * Drops the mails of a person who is no more that have not left, and empties all of theirs: of each is kept that there
 * was one, and what became of it.
 */
export async function dropMails(tx: Tx, userId: Id<"usr">): Promise<void> {
  const at = now().toISOString();
  await driverOf(tx)`
    update mails set to_name = 'Former member', to_address = '', subject = 'A mail to somebody who has left',
      body = '', html = '', secret = null, thread = null, notification_ids = '{}', next_try_at = null,
      ended_at = coalesce(ended_at, ${at}::timestamptz),
      status = case when status in ('waiting', 'kept') then 'dropped' else status end
    where user_id = ${userId}`;
}

import { and, asc, gt, isNull, lt } from "drizzle-orm";
import { getDb } from "#db/client";
import { providerEvents } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import { enqueue } from "#lib/edge/task";
import { eachOf, sweepEach } from "#lib/sweep";
import { addDays, MINUTE_MS, now } from "#lib/time";
import { followEventTask } from "./schema.ts";

const SILENCE_MS = MINUTE_MS;
const AT_ONCE = 200;
/** A provider can send a message again by hand for a month. */
const KEPT_DAYS = 60;

type Undone = Pick<typeof providerEvents.$inferSelect, "id">;

/**
 * Repairs what got lost: messages whose effect is not recorded after a minute are followed again, unless their task
 * still waits or is being tried. Forgets those that were done long ago. Throws, at the end, what could not be added.
 */
export async function sweepProviderEvents(_doer: typeof SYSTEM): Promise<void> {
  const before = new Date(now().getTime() - SILENCE_MS);
  await sweepEach(
    eachOf<Undone>((after) => listUndone(before, after)),
    async ({ id: eventId }) => {
      await getDb().transaction((tx) =>
        enqueue(tx, followEventTask, { eventId }, { singletonKey: eventId }),
      );
    },
  );
  await getDb()
    .delete(providerEvents)
    .where(lt(providerEvents.doneAt, addDays(now(), -KEPT_DAYS)));
}

function listUndone(before: Date, after: Undone | undefined): Promise<Undone[]> {
  return getDb()
    .select({ id: providerEvents.id })
    .from(providerEvents)
    .where(
      and(
        isNull(providerEvents.doneAt),
        lt(providerEvents.receivedAt, before),
        after ? gt(providerEvents.id, after.id) : undefined,
      ),
    )
    .orderBy(asc(providerEvents.id))
    .limit(AT_ONCE);
}

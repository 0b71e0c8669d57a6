import { and, asc, eq, gt, inArray, lt, or } from "drizzle-orm";
import { getDb } from "#db/client";
import { payments } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import { enqueue } from "#lib/edge/task";
import { eachOf, sweepEach } from "#lib/sweep";
import { MINUTE_MS, now } from "#lib/time";
import { checkPaymentTask, endPaymentTask, sendPaymentTask } from "./schema.ts";

/** How long a payment may stay silent beyond its expected time before the sweep looks at it. */
export const SILENCE_MS = MINUTE_MS;
const AT_ONCE = 200;

type Silent = Pick<typeof payments.$inferSelect, "id" | "status" | "givenUpAt">;

/**
 * Repairs what got lost: payments that the provider never answered are sent again, and those that are overdue, or wait
 * for somebody at the provider, are checked; those that were given up are ended. Works through the queue, which keeps one task per payment: a task that
 * already waits or is being tried is left alone. Returns how many tasks it added and, at the end, throws what could not
 * be added.
 */
export async function sweepPayments(_doer: typeof SYSTEM): Promise<number> {
  const before = new Date(now().getTime() - SILENCE_MS);
  let added = 0;
  await sweepEach(
    eachOf<Silent>((after) => listSilent(before, after)),
    async (silent) => {
      const { id: paymentId } = silent;
      const task = taskFor(silent);
      const isNew = await getDb().transaction((tx) =>
        enqueue(tx, task, { paymentId }, { singletonKey: paymentId }),
      );
      if (isNew) added += 1;
    },
  );
  return added;
}

function taskFor({ status, givenUpAt }: Silent) {
  if (status === "created") return sendPaymentTask;
  return status === "requires_action" && givenUpAt ? endPaymentTask : checkPaymentTask;
}

function listSilent(before: Date, after: Silent | undefined): Promise<Silent[]> {
  return getDb()
    .select({ id: payments.id, status: payments.status, givenUpAt: payments.givenUpAt })
    .from(payments)
    .where(
      and(
        or(
          and(
            inArray(payments.status, ["created", "requires_action"]),
            lt(payments.createdAt, before),
          ),
          and(eq(payments.status, "pending"), lt(payments.expectedAt, before)),
        ),
        after ? gt(payments.id, after.id) : undefined,
      ),
    )
    .orderBy(asc(payments.id))
    .limit(AT_ONCE);
}

import { and, eq, lt, or, sql } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { payments } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import { enqueue } from "#lib/task";
import { MINUTE_MS, now } from "#lib/time";
import { checkPaymentTask, sendPaymentTask } from "./schema.ts";

/** How long a payment may be silent beyond what was expected before it is looked after. */
export const SILENCE_MS = MINUTE_MS;
const SWEPT_AT_ONCE = 200;

/**
 * Repairs what got lost on the way: payments that the provider never answered are sent again, and overdue ones are
 * asked about. Returns how many. Asks through the queue, so that one that fails keeps no other waiting.
 */
export function sweepPayments(_doer: typeof SYSTEM, tx?: Tx): Promise<number> {
  return inTransaction(tx, async (tx) => {
    const before = new Date(now().getTime() - SILENCE_MS);
    const silent = await tx
      .select({ paymentId: payments.id, status: payments.status })
      .from(payments)
      .where(
        or(
          and(eq(payments.status, "created"), lt(payments.createdAt, before)),
          and(eq(payments.status, "pending"), lt(payments.expectedAt, before)),
        ),
      )
      // In any order, so that those which never get an answer cannot keep the others waiting.
      .orderBy(sql`random()`)
      .limit(SWEPT_AT_ONCE);
    for (const { paymentId, status } of silent) {
      const task = status === "created" ? sendPaymentTask : checkPaymentTask;
      await enqueue(tx, task, { paymentId }, { singletonKey: paymentId });
    }
    return silent.length;
  });
}

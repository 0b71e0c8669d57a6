import { ne, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { payoutSteps } from "#db/schema";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import type { PayoutStep } from "../provider.ts";

/** Records how the steps of a payout stand. One that is known changes; the caller holds the payment. */
export async function recordSteps(
  tx: Tx,
  paymentId: Id<"pay">,
  steps: readonly PayoutStep[],
): Promise<void> {
  for (const step of steps) {
    await tx
      .insert(payoutSteps)
      .values({ ...step, paymentId, firstSeenAt: now(), changedAt: now() })
      .onConflictDoUpdate({
        target: payoutSteps.reference,
        set: { status: step.status, reason: step.reason, changedAt: now() },
        setWhere: ne(payoutSteps.status, sql`excluded.status`),
      });
  }
}

import { eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { payments } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { askProvider } from "./internal/ask-provider.ts";
import { nextCheckAt, nextDoubtAt } from "./policy.ts";

/**
 * Asks the provider about a payment that it knows, outside any transaction, and records the answer. Returns when to ask
 * again: while it is on its way, for a week after it failed, and while the provider knows that more follows; null when
 * it is over. Provider errors pass through, and so does an answer that contradicts what is recorded.
 */
export async function checkPayment(
  doer: typeof SYSTEM,
  { paymentId }: { paymentId: Id<"pay"> },
): Promise<Date | null> {
  const [payment] = await getDb().select().from(payments).where(eq(payments.id, paymentId));
  if (!payment) throw new Error(`There is no payment ${paymentId}`);
  if (payment.status === "created" || isOver(payment)) return null;
  const report = await askProvider(doer, payment);
  if (payment.status === "failed" || report.status === "failed") {
    return nextDoubtAt(payment.finishedAt ?? now(), now());
  }
  switch (report.status) {
    case "requires_action":
      return nextCheckAt(payment.createdAt, payment.createdAt, now());
    case "accepted":
      return nextCheckAt(payment.createdAt, report.expectedAt, now());
    case "settled":
      return report.moreAt ?? null;
  }
}

/** Settled, and the provider has not said that more follows. */
function isOver({ status, expectedAt, finishedAt }: typeof payments.$inferSelect): boolean {
  return status === "settled" && !(expectedAt && finishedAt && expectedAt > finishedAt);
}

import { eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { payments } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { findProvider } from "./find-provider.ts";
import { handleProviderEvent } from "./handle-provider-event.ts";

/** When to try again to end an order that the provider could not end: somebody may be paying it right now. */
const WAIT_MS = 5_000;

/**
 * Ends the order of a payment that its person gave up, outside any transaction, and records how it stands then. Returns
 * when to try again while it still waits for somebody, else null. Provider errors pass through, and the queue tries
 * again: what is not known to have ended may still be paid.
 */
export async function endPayment(
  doer: typeof SYSTEM,
  { paymentId }: { paymentId: Id<"pay"> },
): Promise<Date | null> {
  const [payment] = await getDb().select().from(payments).where(eq(payments.id, paymentId));
  if (!payment) throw new Error(`There is no payment ${paymentId}`);
  if (payment.status !== "requires_action") return null;
  const provider = findProvider(payment.provider);
  if (!provider) throw new Error(`No provider is set up for ${payment.provider}`);
  if (payment.providerReference === null) throw new Error(`${paymentId} has no order to end`);
  const report = await provider.endOrder(paymentId, payment.providerReference);
  if (!report) throw new Error(`${provider.name} has never heard of ${paymentId}`);
  await handleProviderEvent(doer, { provider: provider.name, report });
  return report.status === "requires_action" ? new Date(now().getTime() + WAIT_MS) : null;
}

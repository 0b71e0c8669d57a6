import { eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { payments } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { absolute } from "#lib/site";
import { HOUR_MS, now } from "#lib/time";
import { findProvider } from "./find-provider.ts";
import { handleProviderEvent } from "./handle-provider-event.ts";
import type { Payment } from "./internal/lock-payment.ts";
import { paymentPath } from "./policy.ts";

/** How long a payment waits that the provider cannot take yet. */
const WAIT_MS = HOUR_MS;

/**
 * Tells the provider about a recorded payment and records its answer. The call is made between two transactions, never
 * inside one; when its answer is lost, sending again gets the same order's answer. Returns when to send it again if the
 * provider cannot take it yet, else null. Provider errors pass through, and the queue tries again.
 */
export async function sendPayment(
  doer: typeof SYSTEM,
  { paymentId }: { paymentId: Id<"pay"> },
): Promise<Date | null> {
  const [payment] = await getDb().select().from(payments).where(eq(payments.id, paymentId));
  if (!payment) throw new Error(`There is no payment ${paymentId}`);
  if (payment.status !== "created") return null;
  const provider = findProvider(payment.provider);
  if (!provider) throw new Error(`No provider is set up for ${payment.provider}`);
  const { direction, amountCents, methodToken } = payment;
  const pageAddress = absolute(paymentPath(paymentId));
  const refundOf = await findRefunded(payment);
  const order = {
    paymentId,
    direction,
    amountCents,
    methodToken,
    pageAddress,
    ...(refundOf === null ? {} : { refundOf }),
  };
  const report = await provider.createOrder(order);
  if (!report) return new Date(now().getTime() + WAIT_MS);
  await handleProviderEvent(doer, { provider: provider.name, report });
  return null;
}

/** The order of the deposit to whose card the payment goes back; null for one that goes elsewhere. */
async function findRefunded({ id, refundOf }: Payment): Promise<string | null> {
  if (refundOf === null) return null;
  const [deposit] = await getDb()
    .select({ reference: payments.providerReference })
    .from(payments)
    .where(eq(payments.id, refundOf));
  if (!deposit?.reference) throw new Error(`${id} goes back to a card that nobody knows`);
  return deposit.reference;
}

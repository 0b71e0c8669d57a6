import { eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { payments } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { findProvider } from "./find-provider.ts";
import { handleProviderEvent } from "./handle-provider-event.ts";

/**
 * Tells the provider about a recorded payment and writes its answer down. The call stands between two transactions,
 * never inside one; when its answer is lost, sending again gets the same order's answer.
 * Throws `not_found`; whatever the provider throws passes through, and the queue tries again.
 */
export async function sendPayment(
  doer: typeof SYSTEM,
  { paymentId }: { paymentId: Id<"pay"> },
): Promise<void> {
  const [payment] = await getDb().select().from(payments).where(eq(payments.id, paymentId));
  if (!payment) throw new DomainError("not_found");
  if (payment.status !== "created") return;
  const provider = findProvider(payment.provider);
  if (!provider) throw new Error(`No provider is set up for ${payment.provider}`);
  const { direction, amountCents, methodToken } = payment;
  const report = await provider.createOrder({ paymentId, direction, amountCents, methodToken });
  await handleProviderEvent(doer, { provider: provider.name, report });
}

import { and, eq, isNull } from "drizzle-orm";
import { getDb } from "#db/client";
import { payments, providerEvents } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import { log } from "#lib/log";
import { now } from "#lib/time";
import { findProvider } from "./find-provider.ts";
import { handleProviderEvent } from "./handle-provider-event.ts";

/**
 * Asks the provider how the order stands that its message was about, outside any transaction, and records the answer
 * together with the fact that this message is done. A second call changes nothing. Provider errors pass through, and so
 * does an answer that contradicts what is recorded; then the message stays undone.
 */
export async function followProviderEvent(
  doer: typeof SYSTEM,
  { eventId }: { eventId: string },
): Promise<void> {
  const undone = and(eq(providerEvents.id, eventId), isNull(providerEvents.doneAt));
  const [event] = await getDb()
    .select({
      provider: providerEvents.provider,
      paymentId: providerEvents.paymentId,
      reference: providerEvents.reference,
      known: payments.id,
    })
    .from(providerEvents)
    .leftJoin(payments, eq(payments.id, providerEvents.paymentId))
    .where(undone);
  if (!event) return;
  const { paymentId, reference } = event;
  const provider = findProvider(event.provider);
  if (!provider) throw new Error(`No provider is set up for ${event.provider}`);
  const report = event.known && (await provider.findOrder(paymentId, reference));
  if (!report)
    log.warn({ eventId, paymentId, reference }, "A message of the provider is about nothing here");
  await getDb().transaction(async (tx) => {
    if (report) await handleProviderEvent(doer, { provider: provider.name, report }, tx);
    await tx.update(providerEvents).set({ doneAt: now() }).where(undone);
  });
}

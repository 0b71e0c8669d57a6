import { and, eq, isNull } from "drizzle-orm";
import { getDb } from "#db/client";
import { payments, providerEvents } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import { log } from "#lib/log";
import { now } from "#lib/time";
import { findProvider } from "./find-provider.ts";
import { handleProviderEvent } from "./handle-provider-event.ts";
import type { PaymentProvider, ProviderReport } from "./provider.ts";

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
  const [event] = await getDb().select().from(providerEvents).where(undone);
  if (!event) return;
  const provider = findProvider(event.provider);
  if (!provider) throw new Error(`No provider is set up for ${event.provider}`);
  const report = await ask(provider, event);
  if (!report) {
    const { paymentId, reference } = event;
    log.warn({ eventId, paymentId, reference }, "A message of the provider is about nothing here");
  }
  await getDb().transaction(async (tx) => {
    if (report) await handleProviderEvent(doer, { provider: provider.name, report }, tx);
    await tx.update(providerEvents).set({ doneAt: now() }).where(undone);
  });
}

/** How the order stands that a message was about; null for one of no payment here. */
async function ask(
  provider: PaymentProvider,
  { paymentId, reference }: typeof providerEvents.$inferSelect,
): Promise<ProviderReport | null> {
  const order =
    paymentId === null ? await provider.findOrderName(reference) : { paymentId, reference };
  if (!order) return null;
  const isKnown = (await getDb().$count(payments, eq(payments.id, order.paymentId))) > 0;
  return isKnown ? provider.findOrder(order.paymentId, order.reference) : null;
}

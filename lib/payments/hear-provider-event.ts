import { getDb } from "#db/client";
import { providerEvents } from "#db/schema";
import { enqueue } from "#lib/edge/task";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { currentProvider } from "./find-provider.ts";
import type { ProviderMessage } from "./provider.ts";
import { followEventTask } from "./schema.ts";

/**
 * Takes a message that the provider sent by itself. Its signature is who it is. The message is noted once, together
 * with the task that asks the provider what it was about; one that is about nothing of ours is dropped. Throws
 * `not_signed`, and `not_found` where no provider sends messages.
 */
export async function hearProviderEvent(message: ProviderMessage): Promise<void> {
  const provider = currentProvider();
  if (!provider.readMessage) throw new DomainError("not_found");
  const hint = provider.readMessage(message);
  if (!hint) return;
  const { eventId, kind, paymentId, reference } = hint;
  await getDb().transaction(async (tx) => {
    const noted = await tx
      .insert(providerEvents)
      .values({
        id: eventId,
        provider: provider.name,
        kind,
        paymentId,
        reference,
        receivedAt: now(),
      })
      .onConflictDoNothing()
      .returning({ id: providerEvents.id });
    if (noted.length === 0) return;
    await enqueue(tx, followEventTask, { eventId }, { singletonKey: eventId });
  });
}

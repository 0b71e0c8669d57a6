import type { Tx } from "#db/client";
import { providerEvents } from "#db/schema";
import { enqueue } from "#lib/edge/task";
import { now } from "#lib/time";
import type { ProviderHint } from "../provider.ts";
import { followEventTask } from "../schema.ts";

/** Notes what a provider has told, once, together with the task that asks it what that was about. */
export async function noteHint(
  tx: Tx,
  provider: string,
  { eventId, kind, paymentId, reference }: ProviderHint,
): Promise<void> {
  const noted = await tx
    .insert(providerEvents)
    .values({ id: eventId, provider, kind, paymentId, reference, receivedAt: now() })
    .onConflictDoNothing()
    .returning({ id: providerEvents.id });
  if (noted.length === 0) return;
  await enqueue(tx, followEventTask, { eventId }, { singletonKey: eventId });
}

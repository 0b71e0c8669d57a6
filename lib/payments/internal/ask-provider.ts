import type { payments } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import { findProvider } from "../find-provider.ts";
import { handleProviderEvent } from "../handle-provider-event.ts";
import type { ProviderReport } from "../provider.ts";

type Known = Pick<typeof payments.$inferSelect, "id" | "provider" | "providerReference">;

/**
 * Asks the provider how the order of a payment stands, outside any transaction, and records the answer. Provider errors
 * pass through, and so does an answer that contradicts what is recorded.
 */
export async function askProvider(
  doer: typeof SYSTEM,
  { id, provider: name, providerReference }: Known,
): Promise<ProviderReport> {
  const provider = findProvider(name);
  if (!provider) throw new Error(`No provider is set up for ${name}`);
  if (providerReference === null) throw new Error(`${id} has no order to ask about`);
  const report = await provider.findOrder(id, providerReference);
  if (!report) throw new Error(`${name} has never heard of ${id}`);
  await handleProviderEvent(doer, { provider: name, report });
  return report;
}

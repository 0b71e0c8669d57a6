import { getDb } from "#db/client";
import { DomainError } from "#lib/errors";
import { currentProvider } from "./find-provider.ts";
import { noteHint } from "./internal/note-hint.ts";
import type { ProviderMessage } from "./provider.ts";

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
  await getDb().transaction((tx) => noteHint(tx, provider.name, hint));
}

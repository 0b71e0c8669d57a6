import type { Tx } from "#db/client";
import { switchOffMail } from "#lib/notifications/switch-off-mail";
import { type UnsubscribeInput, unsubscribeInput } from "./schema.ts";
import { nameStopped, readSubscription } from "./sign-subscription.ts";

/**
 * Stops the mail that a signed link names, for the person that it names. The link is the right to do so. Doing it again
 * changes nothing. Throws not_found.
 */
export async function unsubscribe(
  input: UnsubscribeInput,
  tx?: Tx,
): Promise<{ readonly groupName: string }> {
  const { userId, group } = readSubscription(unsubscribeInput.parse(input).token);
  await switchOffMail({ userId }, group, tx);
  return { groupName: nameStopped(group) };
}

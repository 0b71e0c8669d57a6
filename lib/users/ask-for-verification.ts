import { inTransaction, type Tx } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { keyedId } from "#lib/auth/keyed-id";
import { enqueue } from "#lib/edge/task";
import { newId } from "#lib/new-id";
import { type AskForVerificationInput, askForVerificationInput, sendLinkTask } from "./schema.ts";

/**
 * Has the link sent again by which the actor confirms their address; the same `requestKey` sends one mail. Nothing is
 * sent when it is confirmed. How often is limited by `limitVerification`, before the transaction.
 */
export async function askForVerification(
  actor: Actor,
  input: AskForVerificationInput,
  tx?: Tx,
): Promise<void> {
  const { requestKey } = askForVerificationInput.parse(input);
  const { userId } = actor;
  const linkId = requestKey ? keyedId("lnk", `verify ${userId} ${requestKey}`) : newId("lnk");
  await inTransaction(tx, (tx) => enqueue(tx, sendLinkTask, { linkId, userId, purpose: "verify" }));
}

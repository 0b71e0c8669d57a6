import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { users } from "#db/schema";
import { keyedId } from "#lib/auth/keyed-id";
import { limitReset } from "#lib/auth/limits";
import { type ForgotPasswordInput, forgotPasswordInput } from "#lib/auth/schema";
import type { Visitor } from "#lib/auth/visitor";
import { enqueue } from "#lib/edge/task";
import { log } from "#lib/log";
import { newId } from "#lib/new-id";
import { sendLinkTask } from "./schema.ts";

/**
 * Has a link for a new password sent to this address, if it has an account. A visitor must not learn whether it has:
 * both take the same work and the same time, because the mail is written by the worker. The same
 * `requestKey` sends one mail. Throws rate_limited.
 */
export async function askForReset(
  visitor: Visitor,
  input: ForgotPasswordInput,
  { requestKey, tx }: { requestKey?: string | null; tx?: Tx } = {},
): Promise<void> {
  const { email } = forgotPasswordInput.parse(input);
  await limitReset(visitor, email);
  const linkId = requestKey ? keyedId("lnk", `reset ${email} ${requestKey}`) : newId("lnk");
  const userId = await inTransaction(tx, async (tx) => {
    const [person] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
    const userId = person?.id ?? null;
    await enqueue(tx, sendLinkTask, { linkId, userId, purpose: "reset" });
    return userId;
  });
  log.info({ userId, address: visitor.address }, "A link for a new password was asked for");
}

import { and, eq, sql } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { sessions, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { hashPassword } from "#lib/auth/password";
import { DomainError } from "#lib/errors";
import { log } from "#lib/log";
import { notify } from "#lib/notifications/notify";
import { now } from "#lib/time";
import { consumeLink, requireLink } from "./internal/mail-links.ts";
import { type ResetPasswordInput, resetPasswordInput } from "./schema.ts";

/**
 * Sets a new password for the person whose mail carried the token, and signs them out everywhere. It signs nobody in:
 * whoever has the link then proves with the new password that it is theirs. Sent again under the same key it answers
 * the same. Throws link_unknown, link_expired, link_used, and link_of_another when somebody else is signed in here.
 */
export async function resetPassword(
  asker: Actor | null,
  input: ResetPasswordInput,
  { requestKey: key = null, tx }: { requestKey?: string | null; tx?: Tx } = {},
): Promise<void> {
  const { token, newPassword } = resetPasswordInput.parse(input);
  const link = await requireLink({ purpose: "reset", token, key }, asker);
  if (link === "used") return;
  const { userId, email } = link;
  // After the token was looked up, because it takes long; before the transaction, for the same reason.
  const passwordHash = await hashPassword(newPassword);
  const at = now().toISOString();
  await inTransaction(tx, async (tx) => {
    await consumeLink(tx, link, key);
    const changed = await tx
      .update(users)
      // Whoever has the link has shown that the address is theirs.
      .set({
        passwordHash,
        emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, ${at}::timestamptz)`,
      })
      .where(and(eq(users.id, userId), eq(users.email, email)))
      .returning({ id: users.id });
    if (changed.length === 0) throw new DomainError("link_expired");
    await tx.delete(sessions).where(eq(sessions.userId, userId));
    await notify(tx, { kind: "password_changed", to: userId, about: userId, by: null, facts: {} });
  });
  log.info({ userId }, "A password was changed by a link");
}

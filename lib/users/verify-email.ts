import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { log } from "#lib/log";
import { now } from "#lib/time";
import { consumeLink, requireLink } from "./internal/mail-links.ts";
import { type VerifyEmailInput, verifyEmailInput } from "./schema.ts";

/**
 * Confirms that an address belongs to the person whose mail carried the token. It signs nobody in, and nobody has to be
 * signed in: mail is often read on another device. Sent again under the same key it answers the same. Throws as
 * `resetPassword` does.
 */
export async function verifyEmail(
  asker: Actor | null,
  input: VerifyEmailInput,
  { requestKey: key = null, tx }: { requestKey?: string | null; tx?: Tx } = {},
): Promise<void> {
  const { token } = verifyEmailInput.parse(input);
  const link = await requireLink({ purpose: "verify", token, key }, asker);
  if (link === "used") return;
  const { userId, email } = link;
  await inTransaction(tx, async (tx) => {
    await consumeLink(tx, link, key);
    const verified = await tx
      .update(users)
      .set({ emailVerifiedAt: now() })
      .where(and(eq(users.id, userId), eq(users.email, email)))
      .returning({ id: users.id });
    if (verified.length === 0) throw new DomainError("link_expired");
  });
  log.info({ userId }, "An e-mail address was confirmed");
}

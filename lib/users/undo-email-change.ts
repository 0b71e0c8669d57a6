import { and, eq, isNull } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { sessions, users } from "#db/schema";
import { isUniqueViolation } from "#db/unique-violation";
import type { Actor } from "#lib/auth/actor";
import { forgetFactorsSince } from "#lib/auth/forget-factors";
import { NOBODYS_HASH } from "#lib/auth/password";
import { enqueue } from "#lib/edge/task";
import { DomainError } from "#lib/errors";
import { log } from "#lib/log";
import { newId } from "#lib/new-id";
import { addDays, now } from "#lib/time";
import { consumeLink, type MailLink, requireLink, voidLinks } from "./internal/mail-links.ts";
import { sendLinkTask, type UndoEmailChangeInput, undoEmailChangeInput } from "./schema.ts";

/**
 * Gives the person back the address whose mail carried the token, whatever it has become since. Whoever changed it knew
 * the password, so that ends with every session, and a link for a new one is sent. The passkeys and the app that were set
 * up since the day before the change go too. Every other change that is under way or could be undone is void. Sent again under the same key it answers the same. Throws as `changeEmail` does, and
 * undo_expired.
 */
export async function undoEmailChange(
  asker: Actor | null,
  input: UndoEmailChangeInput,
  { requestKey: key = null, tx }: { requestKey?: string | null; tx?: Tx } = {},
): Promise<void> {
  const { token } = undoEmailChangeInput.parse(input);
  const link = await requireLink({ purpose: "undo", token, key }, asker);
  if (link === "used") return;
  const { userId } = link;
  await inTransaction(tx, async (tx) => {
    await consumeLink(tx, link, key);
    await voidLinks(tx, userId, ["change", "reset", "verify"]);
    await takeBack(tx, link);
    await tx.delete(sessions).where(eq(sessions.userId, userId));
    await forgetFactorsSince(tx, userId, addDays(link.createdAt, -1));
    await enqueue(tx, sendLinkTask, { linkId: newId("lnk"), userId, purpose: "reset" });
  });
  log.info({ userId }, "A change of an e-mail address was undone");
}

async function takeBack(tx: Tx, { userId, email }: MailLink): Promise<void> {
  const isThere = and(eq(users.id, userId), isNull(users.leftAt));
  try {
    // In a savepoint: PostgreSQL allows nothing after an error in the same transaction.
    const given = await tx.transaction((inner) =>
      inner
        .update(users)
        .set({ email, emailVerifiedAt: now(), passwordHash: NOBODYS_HASH })
        .where(isThere)
        .returning({ id: users.id }),
    );
    if (given.length === 0) throw new DomainError("link_unknown");
  } catch (error) {
    throw isUniqueViolation(error) ? new DomainError("email_taken") : error;
  }
}

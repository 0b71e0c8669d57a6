import { and, eq, isNull } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { users } from "#db/schema";
import { isUniqueViolation } from "#db/unique-violation";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { log } from "#lib/log";
import { newId } from "#lib/new-id";
import { notify } from "#lib/notifications/notify";
import { now } from "#lib/time";
import {
  consumeLink,
  isHeldForUndo,
  type MailLink,
  makeLink,
  requireLink,
} from "./internal/mail-links.ts";
import { writeLetter } from "./internal/write-letter.ts";
import { type ChangeEmailInput, changeEmailInput } from "./schema.ts";

/**
 * Gives the person another address, whose mail carried the token, and tells both: the old one can undo it for seven
 * days, unless it was never shown to be theirs. Sent again under the same key it answers the same. Throws as
 * `resetPassword` does, and email_taken.
 */
export async function changeEmail(
  asker: Actor | null,
  input: ChangeEmailInput,
  { requestKey: key = null, tx }: { requestKey?: string | null; tx?: Tx } = {},
): Promise<void> {
  const { token } = changeEmailInput.parse(input);
  const link = await requireLink({ purpose: "change", token, key }, asker);
  if (link === "used") return;
  const { userId } = link;
  await inTransaction(tx, async (tx) => {
    await consumeLink(tx, link, key);
    const [person] = await tx.select().from(users).where(isAsItWas(link));
    if (!person) throw new DomainError("link_expired");
    if (await isHeldForUndo(tx, link.email, userId)) throw new DomainError("email_taken");
    await giveAddress(tx, link);
    await notify(tx, { kind: "email_changed", to: userId, about: userId, by: null, facts: {} });
    if (person.emailVerifiedAt) await offerUndo(tx, person);
  });
  log.info({ userId }, "An e-mail address was changed");
}

/** Only from the address that the account had when it was asked for. */
function isAsItWas({ userId, formerEmail }: MailLink) {
  return and(eq(users.id, userId), eq(users.email, formerEmail ?? ""), isNull(users.leftAt));
}

async function giveAddress(tx: Tx, link: MailLink): Promise<void> {
  try {
    // In a savepoint: PostgreSQL allows nothing after an error in the same transaction.
    await tx.transaction((inner) =>
      inner
        .update(users)
        .set({ email: link.email, emailVerifiedAt: now() })
        .where(eq(users.id, link.userId)),
    );
  } catch (error) {
    throw isUniqueViolation(error) ? new DomainError("email_taken") : error;
  }
}

type Person = typeof users.$inferSelect;

async function offerUndo(tx: Tx, { id: userId, name, email }: Person): Promise<void> {
  const purpose = "undo" as const;
  const token = await makeLink(tx, { id: newId("lnk"), userId, purpose, email });
  if (token === null) throw new Error("A new link exists already");
  await writeLetter(tx, { purpose, person: { userId, name }, address: email, token });
}

import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { users } from "#db/schema";
import { SYSTEM } from "#lib/auth/actor";
import { limitRegistration } from "#lib/auth/limits";
import { hashPassword } from "#lib/auth/password";
import type { Email } from "#lib/auth/schema";
import type { Registrar } from "#lib/auth/visitor";
import { chosen } from "#lib/chosen";
import { enqueue } from "#lib/edge/task";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import { newId } from "#lib/new-id";
import { recordConsent } from "#lib/settings/record-consent";
import { insertPerson } from "./insert-person.ts";
import { type RegisterPersonInput, registerPersonInput, sendLinkTask } from "./schema.ts";

/**
 * Registers a client or a freelancer, and has a link sent by which they confirm their address. A visitor must not learn
 * whether the e-mail was known, so known and unknown e-mails take the same work and raise no error: null means "known,
 * and nothing was changed"; then its owner is told. Throws rate_limited, and where there are terms terms_not_agreed
 * without a yes to them, and changed_meanwhile when they are newer than what the page had.
 */
export async function registerPerson(
  registrar: Registrar,
  input: RegisterPersonInput,
  tx?: Tx,
): Promise<Id<"usr"> | null> {
  const { role, name, email, password, agrees, termsVersion } = registerPersonInput.parse(input);
  const seenTerms = termsVersion ?? 0;
  if (registrar !== SYSTEM && (seenTerms > 0 || chosen().terms.version > 0) && !agrees)
    throw new DomainError("terms_not_agreed", { field: "agrees" });
  if (registrar !== SYSTEM) await limitRegistration(registrar, email);
  // Before the transaction: hashing takes long and would keep a connection waiting.
  const passwordHash = await hashPassword(password);
  const isVerified = registrar === SYSTEM;
  const userId = await inTransaction(tx, async (tx) => {
    const userId = await insertPerson(tx, { role, name, email, passwordHash, isVerified });
    if (userId !== null && !isVerified) await recordConsent(tx, userId, seenTerms);
    if (!isVerified) {
      const owner = await findOwner(tx, email);
      const purpose = userId === null ? "known" : "verify";
      await enqueue(tx, sendLinkTask, { linkId: newId("lnk"), userId: owner, purpose });
    }
    return userId;
  });
  if (registrar !== SYSTEM) {
    const { address } = registrar;
    log.info(
      { userId, role, address },
      userId ? "Somebody registered" : "A known e-mail registered",
    );
  }
  return userId;
}

/** Whose address it is now; null when it is kept for somebody who may take it back. */
async function findOwner(tx: Tx, email: Email): Promise<Id<"usr"> | null> {
  const [owner] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
  return owner?.id ?? null;
}

import { inTransaction, type Tx } from "#db/client";
import { SYSTEM } from "#lib/auth/actor";
import { limitRegistration } from "#lib/auth/limits";
import { hashPassword } from "#lib/auth/password";
import type { Registrar } from "#lib/auth/visitor";
import { enqueue } from "#lib/edge/task";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import { newId } from "#lib/new-id";
import { insertPerson } from "./insert-person.ts";
import { type RegisterPersonInput, registerPersonInput, sendLinkTask } from "./schema.ts";

/**
 * Registers a client or a freelancer, and has a link sent by which they confirm their address. A visitor must not learn whether the e-mail was known, so known and unknown
 * e-mails take the same work and raise no error: null means "known, and nothing was changed". Throws rate_limited.
 */
export async function registerPerson(
  registrar: Registrar,
  input: RegisterPersonInput,
  tx?: Tx,
): Promise<Id<"usr"> | null> {
  const { role, name, email, password } = registerPersonInput.parse(input);
  if (registrar !== SYSTEM) await limitRegistration(registrar, email);
  // Before the transaction: hashing takes long and would keep a connection waiting.
  const passwordHash = await hashPassword(password);
  const isVerified = registrar === SYSTEM;
  const userId = await inTransaction(tx, async (tx) => {
    const userId = await insertPerson(tx, { role, name, email, passwordHash, isVerified });
    // For a known e-mail too, where it does nothing: it takes as long.
    if (!isVerified) {
      await enqueue(tx, sendLinkTask, { linkId: newId("lnk"), userId, purpose: "verify" });
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

import { inTransaction, type Tx } from "#db/client";
import { SYSTEM } from "#lib/auth/actor";
import { limitRegistration } from "#lib/auth/limits";
import { hashPassword } from "#lib/auth/password";
import type { Registrar } from "#lib/auth/visitor";
import type { Id } from "#lib/ids";
import { insertPerson } from "./insert-person.ts";
import { type RegisterPersonInput, registerPersonInput } from "./schema.ts";

/**
 * Registers a client or a freelancer. Whether the e-mail was known must not be told to a visitor, so the known
 * and the unknown take the same work and raise no error: null stands for "known, and nothing was changed".
 * Throws rate_limited.
 */
export async function registerPerson(
  registrar: Registrar,
  input: RegisterPersonInput,
  tx?: Tx,
): Promise<Id<"usr"> | null> {
  const { role, name, email, password } = registerPersonInput.parse(input);
  if (registrar !== SYSTEM) await limitRegistration(registrar, email);
  // Before the transaction: hashing takes long, and would keep a connection waiting.
  const passwordHash = await hashPassword(password);
  return inTransaction(tx, (tx) => insertPerson(tx, { role, name, email, passwordHash }));
}

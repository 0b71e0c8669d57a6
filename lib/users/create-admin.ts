import type { z } from "zod";
import { inTransaction, type Tx } from "#db/client";
import { hashPassword } from "#lib/auth/password";
import type { Id } from "#lib/ids";
import { insertPerson } from "./insert-person.ts";
import { registerPersonInput } from "./schema.ts";

const createAdminInput = registerPersonInput.omit({ role: true });

/** Creates the operator's account. Only the first start and the demo seed call it; no page leads here. */
export async function createAdmin(
  input: z.input<typeof createAdminInput>,
  tx?: Tx,
): Promise<Id<"usr"> | null> {
  const { name, email, password } = createAdminInput.parse(input);
  const passwordHash = await hashPassword(password);
  return inTransaction(tx, (tx) =>
    insertPerson(tx, { role: "admin", name, email, passwordHash, isVerified: true }),
  );
}

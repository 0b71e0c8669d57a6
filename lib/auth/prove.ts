import { eq } from "drizzle-orm";
import { getDb, inTransaction, type Tx } from "#db/client";
import { users } from "#db/schema";
import { DomainError } from "#lib/errors";
import { log } from "#lib/log";
import type { SignedInActor } from "./actor.ts";
import { forgivePasswordCheck, limitPasswordCheck } from "./limits.ts";
import { verifyPassword } from "./password.ts";
import { recordProof } from "./recent-proof.ts";
import { type ProveInput, proveInput } from "./schema.ts";

/**
 * The actor shows once more that it is them, in this browser. Wrong tries count together with those at changing the
 * password. Throws wrong_proof, rate_limited, not_signed_in.
 */
export async function prove(actor: SignedInActor, input: ProveInput, tx?: Tx): Promise<void> {
  const { password } = proveInput.parse(input);
  await limitPasswordCheck(actor.userId);
  const [person] = await getDb()
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, actor.userId));
  if (!(await verifyPassword(person?.passwordHash, password))) {
    log.info({ userId: actor.userId }, "Somebody could not show that it is them");
    throw new DomainError("wrong_proof", { proof: "password", field: "_proof_password" });
  }
  await inTransaction(tx, (tx) => recordProof(tx, actor));
  await forgivePasswordCheck(actor.userId);
}

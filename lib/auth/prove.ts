import { eq } from "drizzle-orm";
import { getDb, inTransaction, type Tx } from "#db/client";
import { users } from "#db/schema";
import { DomainError } from "#lib/errors";
import { PROOF_FIELDS } from "#lib/forms/state";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import type { SignedInActor } from "./actor.ts";
import { forgivePasswordCheck, limitPasswordCheck } from "./limits.ts";
import { usePasskey, verifyPasskey } from "./passkeys.ts";
import { verifyPassword } from "./password.ts";
import { listProofWays, recordProof } from "./recent-proof.ts";
import { type ProveInput, proveInput } from "./schema.ts";
import { findTotp, takeAppCode } from "./totp.ts";

/**
 * The actor shows once more that it is them, in this browser: by the password, a code of the authenticator app,
 * or a passkey.
 * Wrong tries count together with those at changing the password. Throws wrong_proof, rate_limited, not_signed_in, and
 * what `takeAppCode` throws.
 */
export async function prove(actor: SignedInActor, input: ProveInput, tx?: Tx): Promise<void> {
  const given = proveInput.parse(input);
  const { userId } = actor;
  await limitPasswordCheck(userId);
  const proof = (await listProofWays(getDb(), userId)).join(" ");
  if ("password" in given) await checkPassword(userId, given.password, proof);
  const meant = { purpose: "prove", userId } as const;
  const used = "passkey" in given ? await verifyPasskey(meant, given.passkey, { proof }) : null;
  await inTransaction(tx, async (tx) => {
    if ("code" in given) {
      const factor = await findTotp(tx, userId);
      const details = { field: PROOF_FIELDS.code, proof };
      await takeAppCode(tx, factor?.isOn ? factor : null, { code: given.code, userId, details });
    }
    if (used) await usePasskey(tx, used);
    await recordProof(tx, actor);
  });
  await forgivePasswordCheck(userId);
}

async function checkPassword(userId: Id<"usr">, password: string, proof: string): Promise<void> {
  const [person] = await getDb()
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, userId));
  if (await verifyPassword(person?.passwordHash, password)) return;
  log.info({ userId }, "Somebody could not show that it is them");
  throw new DomainError("wrong_proof", { field: PROOF_FIELDS.password, proof });
}

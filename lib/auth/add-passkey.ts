import type { WebAuthnCredential } from "@simplewebauthn/server";
import { eq } from "drizzle-orm";
import { getDb, inTransaction, type Tx } from "#db/client";
import { passkeys } from "#db/schema";
import { DomainError } from "#lib/errors";
import { log } from "#lib/log";
import { notify } from "#lib/notifications/notify";
import { now } from "#lib/time";
import type { Prover } from "./actor.ts";
import { limitPerson } from "./limit-person.ts";
import { verifyNewPasskey } from "./passkeys.ts";
import { requireRecentProof } from "./recent-proof.ts";
import type { NewPasskey } from "./schema.ts";

/**
 * From now on this passkey signs the actor in alone. Throws proof_needed, not_signed_in, passkey_too_late, wrong_passkey,
 * passkey_known, too_many_at_once.
 */
export async function addPasskey(
  actor: Prover,
  { userAgent }: { userAgent: string | null },
  tx: Tx | undefined,
  made: WebAuthnCredential | undefined,
): Promise<void> {
  if (!made) throw new Error("A passkey is checked before it is added");
  const { userId } = actor;
  await inTransaction(tx, async (tx) => {
    await requireRecentProof(tx, actor);
    const added = await tx
      .insert(passkeys)
      .values({
        id: made.id,
        userId,
        publicKey: made.publicKey,
        counter: made.counter,
        transports: made.transports ?? [],
        madeOn: userAgent?.slice(0, 400) ?? null,
        createdAt: now(),
      })
      .onConflictDoNothing()
      .returning({ id: passkeys.id });
    if (added.length === 0) throw new DomainError("passkey_known");
    await limitPerson(tx, userId, "passkeys", () =>
      tx.$count(passkeys, eq(passkeys.userId, userId)),
    );
    const told = { to: userId, about: userId, by: null, facts: { factor: "A passkey" } } as const;
    await notify(tx, { kind: "factor_added", ...told });
  });
  log.info({ userId }, "A passkey was added");
}

/**
 * Runs before the transaction: a challenge is used up whatever happens. Who has to show first that it is them keeps it
 * for the next try.
 */
export async function preparePasskey(
  actor: Prover,
  passkey: NewPasskey,
): Promise<WebAuthnCredential> {
  await requireRecentProof(getDb(), actor);
  return verifyNewPasskey(actor.userId, passkey);
}

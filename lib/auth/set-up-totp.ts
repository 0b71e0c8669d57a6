import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { recoveryCodes, totpFactors } from "#db/schema";
import { DomainError } from "#lib/errors";
import { log } from "#lib/log";
import { notify } from "#lib/notifications/notify";
import { now } from "#lib/time";
import type { Prover } from "./actor.ts";
import { holdPerson } from "./limit-person.ts";
import { requireRecentProof } from "./recent-proof.ts";
import {
  makeRecoveryCodes,
  type NewRecoveryCodes,
  replaceRecoveryCodes,
} from "./recovery-codes.ts";
import { type CodeInput, codeInput } from "./schema.ts";
import { findTotp, newSealedSecret, takeAppCode } from "./totp.ts";

const NAME = "An authenticator app";

/** Makes a secret for an app. Nothing is asked for yet. Throws proof_needed, not_signed_in, factor_known. */
export async function beginTotp(actor: Prover, tx?: Tx): Promise<void> {
  const { userId } = actor;
  await inTransaction(tx, async (tx) => {
    await requireRecentProof(tx, actor);
    await holdPerson(tx, userId);
    const isOn = (await findTotp(tx, userId))?.isOn ?? false;
    if (isOn) throw new DomainError("factor_known");
    const sealedSecret = await newSealedSecret(userId);
    const fresh = { sealedSecret, isOn, lastStep: 0, createdAt: now() };
    await tx
      .insert(totpFactors)
      .values({ userId, ...fresh })
      .onConflictDoUpdate({ target: totpFactors.userId, set: fresh });
  });
}

/**
 * From now on signing in asks for a code of the app, which this first code shows to have the secret. Returns the
 * recovery codes, which nobody can see again. Throws as `beginTotp`, as `takeAppCode`, and factor_unknown.
 */
export async function confirmTotp(
  actor: Prover,
  input: CodeInput,
  tx?: Tx,
  prepared?: NewRecoveryCodes,
): Promise<readonly string[]> {
  const { code } = codeInput.parse(input);
  const { userId } = actor;
  const made = prepared ?? (await makeRecoveryCodes());
  await inTransaction(tx, async (tx) => {
    await requireRecentProof(tx, actor);
    await holdPerson(tx, userId);
    const factor = await findTotp(tx, userId);
    if (!factor) throw new DomainError("factor_unknown");
    if (factor.isOn) throw new DomainError("factor_known");
    await takeAppCode(tx, factor, { code, userId, details: { field: "code" } });
    await tx.update(totpFactors).set({ isOn: true }).where(eq(totpFactors.userId, userId));
    await replaceRecoveryCodes(tx, userId, made);
    await notify(tx, {
      kind: "factor_added",
      to: userId,
      about: userId,
      by: null,
      facts: { factor: NAME },
    });
  });
  log.info({ userId }, "An authenticator app was set up");
  return made.codes;
}

/** Signing in asks for the password alone again. Done again it changes nothing. Throws proof_needed, not_signed_in. */
export async function removeTotp(actor: Prover, tx?: Tx): Promise<void> {
  const { userId } = actor;
  await inTransaction(tx, async (tx) => {
    await requireRecentProof(tx, actor);
    const removed = await tx
      .delete(totpFactors)
      .where(and(eq(totpFactors.userId, userId), eq(totpFactors.isOn, true)))
      .returning({ userId: totpFactors.userId });
    if (removed.length === 0) return;
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
    await notify(tx, {
      kind: "factor_removed",
      to: userId,
      about: userId,
      by: null,
      facts: { factor: NAME },
    });
  });
  log.info({ userId }, "An authenticator app was switched off");
}

/** Puts ten new codes in the place of the former ones. Throws proof_needed, not_signed_in, factor_unknown. */
export async function renewRecoveryCodes(
  actor: Prover,
  tx?: Tx,
  prepared?: NewRecoveryCodes,
): Promise<readonly string[]> {
  const { userId } = actor;
  const made = prepared ?? (await makeRecoveryCodes());
  await inTransaction(tx, async (tx) => {
    await requireRecentProof(tx, actor);
    await holdPerson(tx, userId);
    if (!(await findTotp(tx, userId))?.isOn) throw new DomainError("factor_unknown");
    await replaceRecoveryCodes(tx, userId, made);
  });
  log.info({ userId }, "New recovery codes were made");
  return made.codes;
}

import { and, eq, gt } from "drizzle-orm";
import type { Tx } from "#db/client";
import { passkeyChallenges, passkeys, recoveryCodes, totpFactors } from "#db/schema";
import type { Id } from "#lib/ids";

/** Removes how somebody signed in besides the password, when they leave. */
export async function forgetFactors(tx: Tx, userId: Id<"usr">): Promise<void> {
  await tx.delete(passkeyChallenges).where(eq(passkeyChallenges.userId, userId));
  await tx.delete(passkeys).where(eq(passkeys.userId, userId));
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx.delete(totpFactors).where(eq(totpFactors.userId, userId));
}

/** Removes those that were set up since then, by somebody who had got into the account; what is older is its owner's. */
export async function forgetFactorsSince(tx: Tx, userId: Id<"usr">, since: Date): Promise<void> {
  await tx.delete(passkeyChallenges).where(eq(passkeyChallenges.userId, userId));
  await tx.delete(passkeys).where(and(eq(passkeys.userId, userId), gt(passkeys.createdAt, since)));
  const apps = await tx
    .delete(totpFactors)
    .where(and(eq(totpFactors.userId, userId), gt(totpFactors.createdAt, since)))
    .returning({ userId: totpFactors.userId });
  if (apps.length > 0) await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
}

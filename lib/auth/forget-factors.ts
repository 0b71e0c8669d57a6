import { eq } from "drizzle-orm";
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

import { eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { sanctions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";

/** Ends a locked sanction that has not ended, for good. What it kept off the board is listed again. */
export async function endSanction(
  tx: Tx,
  { userId }: Actor,
  { sanctionId, reason }: { sanctionId: Id<"snc">; reason: string },
): Promise<void> {
  await tx
    .update(sanctions)
    .set({ endedAt: now(), liftedBy: userId, liftReason: reason })
    .where(eq(sanctions.id, sanctionId));
}

import { and, eq, isNull } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { sanctions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { lockSanction } from "./internal/lock-case.ts";
import { type ReadSanctionInput, readSanctionInput } from "./schema.ts";

/**
 * The person says that they have read it, so a warning or a hidden thing is no longer on every page. Again, it changes
 * nothing. Throws `not_found`, also for everybody else.
 */
export async function readSanction(actor: Actor, input: ReadSanctionInput, tx?: Tx): Promise<void> {
  const { sanctionId } = readSanctionInput.parse(input);
  await inTransaction(tx, async (tx) => {
    const { personId } = await lockSanction(tx, sanctionId);
    if (personId !== actor.userId) throw new DomainError("not_found");
    await tx
      .update(sanctions)
      .set({ readAt: now() })
      .where(and(eq(sanctions.id, sanctionId), isNull(sanctions.readAt)));
  });
}

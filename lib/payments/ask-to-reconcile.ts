import { inTransaction, type Tx } from "#db/client";
import { reconciliations } from "#db/schema";
import type { Actor, SYSTEM } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import { enqueue } from "#lib/edge/task";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { listProviders } from "./find-provider.ts";
import { reconcileTask } from "./schema.ts";

/**
 * Asks for a reconciliation with every provider that is set up. One that is under way goes on instead. Throws `not_found`
 * for everyone but an admin.
 */
export async function askToReconcile(actor: Actor, tx?: Tx): Promise<void> {
  requireRight(actor, "keepBooks");
  await askEach(actor.userId, tx);
}

/** The same every night. */
export async function reconcileNightly(_doer: typeof SYSTEM): Promise<void> {
  await askEach(null, undefined);
}

async function askEach(askedBy: Id<"usr"> | null, tx: Tx | undefined): Promise<void> {
  await inTransaction(tx, async (tx) => {
    for (const { name: provider } of listProviders()) {
      await tx
        .insert(reconciliations)
        .values({ provider, askedAt: now(), askedBy })
        .onConflictDoNothing();
      await enqueue(tx, reconcileTask, { provider }, { singletonKey: provider });
    }
  });
}

import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { dataArchives } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { holdPerson } from "#lib/auth/limit-person";
import { limitData } from "#lib/auth/limits";
import { enqueue } from "#lib/edge/task";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { now } from "#lib/time";
import { findBeingMade } from "./queries.ts";
import { removeArchives } from "./remove-archives.ts";
import { makeArchiveTask } from "./schema.ts";

/**
 * Has an archive made of everything that is known of the actor, in place of an earlier one. While one is being made,
 * it is that one. How often is limited by `countData`, before the transaction.
 */
export async function askForData(actor: Actor, tx?: Tx): Promise<{ archiveId: Id<"arc"> }> {
  const { userId } = actor;
  return inTransaction(tx, async (tx) => {
    await holdPerson(tx, userId);
    const beingMade = await findBeingMade(actor, tx);
    if (beingMade) return beingMade;
    await removeArchives(tx, eq(dataArchives.userId, userId));
    const archiveId = newId("arc");
    await tx.insert(dataArchives).values({ id: archiveId, userId, askedAt: now() });
    await enqueue(tx, makeArchiveTask, { archiveId }, { singletonKey: archiveId });
    return { archiveId };
  });
}

/** Counts one archive, unless one is being made. Throws rate_limited. */
export async function countData(actor: Actor): Promise<void> {
  if (!(await findBeingMade(actor))) await limitData(actor.userId);
}

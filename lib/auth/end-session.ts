import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { sessions } from "#db/schema";
import type { Id } from "#lib/ids";
import type { Actor } from "./actor.ts";

/**
 * Signs the actor out on one browser. One that is signed out already, or another person's, changes nothing and
 * answers the same.
 */
export async function endSession(
  actor: Actor,
  input: { sessionId: Id<"ses"> },
  tx?: Tx,
): Promise<void> {
  await inTransaction(tx, (tx) =>
    tx
      .delete(sessions)
      .where(and(eq(sessions.id, input.sessionId), eq(sessions.userId, actor.userId))),
  );
}

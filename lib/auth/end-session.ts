import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { sessions } from "#db/schema";
import { log } from "#lib/log";
import type { Actor } from "./actor.ts";
import { type EndSessionInput, endSessionInput } from "./schema.ts";

/**
 * Signs the actor out on one browser. For an ended session, or another person's, it changes nothing and answers the
 * same.
 */
export async function endSession(actor: Actor, input: EndSessionInput, tx?: Tx): Promise<void> {
  const { sessionId } = endSessionInput.parse(input);
  await inTransaction(tx, (tx) =>
    tx.delete(sessions).where(and(eq(sessions.id, sessionId), eq(sessions.userId, actor.userId))),
  );
  log.info({ userId: actor.userId, sessionId }, "Somebody signed out on one device");
}

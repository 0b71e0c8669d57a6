import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { sessions } from "#db/schema";
import { log } from "#lib/log";
import type { Actor } from "./actor.ts";

/** Signs the actor out everywhere, this browser included. */
export async function endAllSessions(actor: Actor, tx?: Tx): Promise<void> {
  await inTransaction(tx, (tx) => tx.delete(sessions).where(eq(sessions.userId, actor.userId)));
  log.info({ userId: actor.userId }, "Somebody signed out everywhere");
}

import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { pushSubscriptions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";

/** The browser of this session is told no more. For one that is not told, or is another person's, nothing changes. */
export async function unsubscribe(
  { userId }: Actor,
  { sessionId }: { readonly sessionId: Id<"ses"> },
  tx?: Tx,
): Promise<void> {
  await inTransaction(tx, (tx) =>
    tx
      .delete(pushSubscriptions)
      .where(and(eq(pushSubscriptions.sessionId, sessionId), eq(pushSubscriptions.userId, userId))),
  );
}

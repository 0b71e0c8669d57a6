import { and, asc, eq, or } from "drizzle-orm";
import type { Tx } from "#db/client";
import { conversations } from "#db/schema";
import type { Id } from "#lib/ids";

/** Locks every conversation between these two, in the order of their ids, so that nothing is being sent in any. */
export async function lockSharedConversations(
  tx: Tx,
  one: Id<"usr">,
  other: Id<"usr">,
): Promise<Id<"cnv">[]> {
  const rows = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      or(
        and(eq(conversations.clientId, one), eq(conversations.freelancerId, other)),
        and(eq(conversations.clientId, other), eq(conversations.freelancerId, one)),
      ),
    )
    .orderBy(asc(conversations.id))
    .for("no key update");
  return rows.map(({ id }) => id);
}

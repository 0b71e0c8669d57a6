import { and, eq, or } from "drizzle-orm";
import type { Reader } from "#db/client";
import { blocks, users } from "#db/schema";
import type { Id } from "#lib/ids";

/** True for somebody who has deleted their account: nobody reads what is written to them. */
export async function hasLeft(reader: Reader, userId: Id<"usr">): Promise<boolean> {
  const [row] = await reader
    .select({ leftAt: users.leftAt })
    .from(users)
    .where(eq(users.id, userId));
  return row?.leftAt != null;
}

/** True while one of these two has blocked the other. */
export async function isBlockedBetween(
  reader: Reader,
  one: Id<"usr">,
  other: Id<"usr">,
): Promise<boolean> {
  const { byMe, byOther } = await listBlocksBetween(reader, one, other);
  return byMe || byOther;
}

/** Who of the two has blocked whom, seen from the first. */
export async function listBlocksBetween(
  reader: Reader,
  me: Id<"usr">,
  other: Id<"usr">,
): Promise<{ byMe: boolean; byOther: boolean }> {
  const rows = await reader
    .select({ blockerId: blocks.blockerId })
    .from(blocks)
    .where(
      or(
        and(eq(blocks.blockerId, me), eq(blocks.blockedId, other)),
        and(eq(blocks.blockerId, other), eq(blocks.blockedId, me)),
      ),
    );
  return {
    byMe: rows.some(({ blockerId }) => blockerId === me),
    byOther: rows.some(({ blockerId }) => blockerId === other),
  };
}

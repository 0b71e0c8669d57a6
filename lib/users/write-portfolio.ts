import { eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { portfolioItems } from "#db/schema";
import { attachFiles } from "#lib/files/attach-files";
import { removeAttached } from "#lib/files/remove-attached";
import { type Id, newId } from "#lib/ids";
import type { FreelancerFields } from "./schema.ts";

/**
 * Puts these pieces of work, with their pictures, in the place of what was there. Pictures that none of them has any
 * more are thrown away. Throws file_unavailable.
 */
export async function writePortfolio(
  tx: Tx,
  userId: Id<"usr">,
  portfolio: FreelancerFields["portfolio"],
): Promise<void> {
  const except = portfolio.flatMap(({ fileIds }) => fileIds);
  const old = await tx
    .select({ portfolioItemId: portfolioItems.id })
    .from(portfolioItems)
    .where(eq(portfolioItems.userId, userId));
  for (const item of old) await removeAttached(tx, item, { except });
  // With its piece gone a picture is attached to nothing, and can be attached again.
  await tx.delete(portfolioItems).where(eq(portfolioItems.userId, userId));
  for (const [position, { fileIds, ...item }] of portfolio.entries()) {
    const id = newId("prt");
    await tx.insert(portfolioItems).values({ ...item, id, userId, position });
    const to = { portfolioItemId: id };
    await attachFiles(tx, { ownerId: userId, fileIds, purpose: "portfolio", to });
  }
}

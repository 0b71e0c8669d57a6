import { lt } from "drizzle-orm";
import { getDb } from "#db/client";
import { mailLinks } from "#db/schema";
import { DAY_MS, now } from "#lib/time";

/** Until then, somebody who opens an old mail is told that its link was used or has expired. */
const KEPT_MS = 90 * DAY_MS;

/** Removes links that nobody can use any more. Returns how many. */
export async function pruneLinks(): Promise<{ removed: number }> {
  const gone = await getDb()
    .delete(mailLinks)
    .where(lt(mailLinks.expiresAt, new Date(now().getTime() - KEPT_MS)))
    .returning({ id: mailLinks.id });
  return { removed: gone.length };
}

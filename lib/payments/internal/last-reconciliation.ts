import { and, desc, eq, isNotNull } from "drizzle-orm";
import { getDb } from "#db/client";
import { reconciliations } from "#db/schema";
import { addDays } from "#lib/time";

/** What a provider lists late is still seen. */
const OVERLAP_DAYS = 7;

/** When the last reconciliation that ended had begun, and from when on the next one has to list; null before the first. */
export async function findLastReconciliation(
  provider: string,
): Promise<{ startedAt: Date; listsFrom: Date } | null> {
  const [last] = await getDb()
    .select({ startedAt: reconciliations.startedAt })
    .from(reconciliations)
    .where(and(eq(reconciliations.provider, provider), isNotNull(reconciliations.finishedAt)))
    .orderBy(desc(reconciliations.finishedAt))
    .limit(1);
  if (!last?.startedAt) return null;
  return { startedAt: last.startedAt, listsFrom: addDays(last.startedAt, -OVERLAP_DAYS) };
}

import { and, not, type SQL, sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import { freelancerProfiles } from "#db/schema";
import { firstInOrder, type Ordered, type Part, sortFew } from "./in-order.ts";
import { textLevels } from "./person-text.ts";

/** More than any standing: a key is the level times this, plus the standing. */
const STEP = 100_000;

/**
 * The best matches of a text: by levels (see person-text.ts), and within one by standing. Few matches are ranked one by
 * one. Of many, each level is read in the order of standing, the best level first, so the result is the same and nobody
 * ranks all of them.
 */
export async function firstMatching(
  reader: Reader,
  q: string,
  part: Part,
): Promise<readonly Ordered[]> {
  const levels = textLevels(q);
  const few = part.isFew ? await sortFew(reader, keyOf(levels), part) : null;
  if (few) return few;
  const { condition, after, limit } = part;
  const found: Ordered[] = [];
  const begin = after ? Math.floor(after.key / STEP) : levels.length - 1;
  for (const [index, level] of levels.entries()) {
    const value = levels.length - 1 - index;
    if (value > begin || found.length === limit) continue;
    const better = levels.slice(0, index).map(not);
    const rows = await firstInOrder(reader, "standing", {
      condition: and(condition, level, ...better),
      after: after && value === begin ? { ...after, key: after.key % STEP } : null,
      limit: limit - found.length,
      isFew: false,
    });
    found.push(...rows.map((row) => ({ ...row, sortKey: value * STEP + row.sortKey })));
  }
  return found;
}

function keyOf(levels: readonly SQL[]): SQL {
  const cases = levels.map((level, n) => {
    const key = sql.raw(String((levels.length - 1 - n) * STEP));
    return sql`when ${level} then ${key}`;
  });
  return sql`case ${sql.join(cases, sql` `)} end + ${freelancerProfiles.standing}`;
}

import { and, asc, eq, gt, lt } from "drizzle-orm";
import { getDb } from "#db/client";
import { savedSearches, users } from "#db/schema";
import type { Id } from "#lib/ids";
import { notify } from "#lib/notifications/notify";
import { eachOf, sweepEach } from "#lib/sweep";
import { addDays, now } from "#lib/time";
import { newText } from "./policy.ts";
import { countNew } from "./queries.ts";

const AT_ONCE = 200;

/**
 * Once a day: tells people whose saved searches have found something within the last day that they have not seen. What
 * they have not read of a search stays one notification.
 */
export async function tellNews(): Promise<void> {
  const yesterday = addDays(now(), -1);
  await sweepEach(
    eachOf<Saved>((after) => listSaved(after?.searchId)),
    (search) => tellOf(search, yesterday),
  );
}

type Saved = Awaited<ReturnType<typeof listSaved>>[number];

function listSaved(after: Id<"sch"> | undefined) {
  return getDb()
    .select({
      searchId: savedSearches.id,
      userId: savedSearches.userId,
      role: users.role,
      board: savedSearches.board,
      name: savedSearches.name,
      query: savedSearches.query,
      seenAt: savedSearches.seenAt,
    })
    .from(savedSearches)
    .innerJoin(users, eq(users.id, savedSearches.userId))
    .where(and(lt(savedSearches.seenAt, now()), after ? gt(savedSearches.id, after) : undefined))
    .orderBy(asc(savedSearches.id))
    .limit(AT_ONCE);
}

async function tellOf(search: Saved, yesterday: Date): Promise<void> {
  const { searchId, userId, role, board, query, name, seenAt } = search;
  const actor = { userId, role };
  const since = (from: Date) => countNew(actor, { board, query, seenAt: from });
  if (seenAt < yesterday && (await since(yesterday)) === 0) return;
  const newCount = await since(seenAt);
  if (newCount === 0) return;
  await getDb().transaction((tx) =>
    notify(tx, {
      kind: "search_news",
      to: userId,
      about: searchId,
      by: null,
      facts: { name, newText: newText(newCount) },
    }),
  );
}

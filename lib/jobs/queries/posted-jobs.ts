import { and, count, desc, eq, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { jobs } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import type { JobRowView } from "../schema.ts";
import { selectJobRows, toRowView } from "./job-rows.ts";
import { isOnBoard } from "./job-status.ts";

/** As many as one client can have open at once, so this is all of them. */
const LIST_LIMIT = 200;

export type PostedJobs = {
  /** The open ones, newest first. */
  readonly open: readonly JobRowView[];
  readonly openCount: number;
  readonly postedCount: number;
};

/** What a client has posted, for the client's public page. `actor` only adds what is theirs. */
export async function listPostedJobs(
  actor: Actor | null,
  clientId: Id<"usr">,
  reader: Reader = getDb(),
): Promise<PostedJobs> {
  const isListed = sql`(not ${jobs.isUnlisted} or ${actor?.userId === clientId}::boolean)`;
  const [rows, [counts]] = await Promise.all([
    selectJobRows(reader, actor)
      .where(and(eq(jobs.clientId, clientId), isOnBoard(), isListed))
      .orderBy(desc(jobs.createdAt), desc(jobs.id))
      .limit(LIST_LIMIT),
    reader
      .select({
        postedCount: count(),
        openCount: sql<number>`(count(*) filter (where ${isOnBoard()} and ${isListed}))::int`,
      })
      .from(jobs)
      .where(eq(jobs.clientId, clientId)),
  ]);
  const open = rows.map((row) => toRowView(row, actor));
  return { open, openCount: counts?.openCount ?? 0, postedCount: counts?.postedCount ?? 0 };
}

import { and, isNull, lt, or } from "drizzle-orm";
import { getDb } from "#db/client";
import { dataArchives } from "#db/schema";
import { now } from "#lib/time";
import { KEPT_MS } from "./policy.ts";
import { removeArchives } from "./remove-archives.ts";

/** Removes archives whose day is over, and what was left of those that were given up. Returns how many. */
export async function pruneArchives(): Promise<{ removed: number }> {
  const at = now();
  const isLeft = and(
    isNull(dataArchives.readyAt),
    lt(dataArchives.askedAt, new Date(at.getTime() - KEPT_MS)),
  );
  const isOver = or(lt(dataArchives.expiresAt, at), isLeft);
  const removed = await getDb().transaction((tx) => removeArchives(tx, isOver));
  return { removed };
}

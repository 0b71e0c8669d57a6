import { asc, eq, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { files } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { describeFile, FILE_COLUMNS } from "./describe-file.ts";
import { isReadableBy } from "./queries/readable.ts";
import type { FileView } from "./schema.ts";

/** What a client attached to a job: the files for those who may read them, for others only how many there are. */
export async function listReadableJobFiles(
  actor: Actor | null,
  jobId: Id<"job">,
  reader: Reader = getDb(),
): Promise<{ files: FileView[]; fileCount: number }> {
  const rows = await reader
    .select({ ...FILE_COLUMNS, isReadable: sql<boolean>`coalesce(${isReadableBy(actor)}, false)` })
    .from(files)
    .where(eq(files.jobId, jobId))
    .orderBy(asc(files.position));
  const readable = rows.filter(({ isReadable }) => isReadable);
  return { files: readable.map(describeFile), fileCount: rows.length };
}

import { and, asc, eq, inArray } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { jobRevisions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Change } from "#lib/changes";
import type { Id } from "#lib/ids";
import { comparePostings, compareTerms } from "../compare-terms.ts";
import type { JobTerms, JobView } from "../schema.ts";
import { getJob } from "./jobs.ts";

/** One change that a client made to a job: when, and old beside new. */
export type JobEditView = {
  readonly revision: number;
  readonly at: Date;
  readonly changes: readonly Change[];
};

/**
 * How a job's words and terms changed since it was posted, latest first, for anyone who may read the job. Only people
 * who may open the files see their names. Throws not_found.
 */
export async function listJobChanges(
  actor: Actor | null,
  jobId: string,
  reader: Reader = getDb(),
): Promise<{ job: JobView; edits: JobEditView[] }> {
  const job = await getJob(actor, jobId, reader);
  const rows = await reader
    .select()
    .from(jobRevisions)
    .where(eq(jobRevisions.jobId, job.jobId))
    .orderBy(asc(jobRevisions.revision));
  const maySeeFiles = job.viewer.isOwner || job.files.length > 0;
  const edits = rows.slice(1).flatMap((row, index) => {
    const before = rows[index];
    if (!before) return [];
    const all = comparePostings(before, row);
    const changes = maySeeFiles ? all : all.filter(({ what }) => what !== "Files");
    return [{ revision: row.revision, at: row.createdAt, changes }];
  });
  return { job, edits: edits.reverse() };
}

/**
 * What differs between two revisions of one job, with the older one as what was seen. The caller has authorised the
 * job. Returns null for a revision that never existed: nobody can have seen it, so everything differs.
 */
export async function listTermChanges(
  reader: Reader,
  jobId: Id<"job">,
  { seen, now }: { readonly seen: number; readonly now: number },
  compare: (seen: JobTerms, now: JobTerms) => Change[] = compareTerms,
): Promise<Change[] | null> {
  if (seen === now) return [];
  const rows = await reader
    .select()
    .from(jobRevisions)
    .where(and(eq(jobRevisions.jobId, jobId), inArray(jobRevisions.revision, [seen, now])));
  const before = rows.find(({ revision }) => revision === seen);
  const after = rows.find(({ revision }) => revision === now);
  return before && after ? compare(before, after) : null;
}

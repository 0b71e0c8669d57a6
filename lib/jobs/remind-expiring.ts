import { and, asc, eq, gt, lte } from "drizzle-orm";
import { getDb } from "#db/client";
import { jobSearch, jobs } from "#db/schema";
import type { Id } from "#lib/ids";
import { notify } from "#lib/notifications/notify";
import { eachOf, sweepEach } from "#lib/sweep";
import { addDays, now } from "#lib/time";

const AT_ONCE = 200;
/** How long before a job expires its client is told; it can be renewed since two days by then. */
const EXPIRING_DAYS = 3;

type Expiring = { jobId: Id<"job">; clientId: Id<"usr">; expiresAt: Date };

/** Tells the clients of jobs that are about to expire. Comes by often; each end of a job is told once. */
export async function remindExpiring(): Promise<void> {
  const at = now();
  await sweepEach(
    eachOf<Expiring>((after) => listExpiring(at, after?.jobId)),
    ({ jobId, clientId, expiresAt }) =>
      getDb().transaction((tx) =>
        notify(tx, {
          kind: "job_expiring",
          to: clientId,
          about: jobId,
          by: null,
          jobId,
          facts: { days: EXPIRING_DAYS },
          once: `expires:${jobId}:${expiresAt.getTime()}`,
        }),
      ),
  );
}

function listExpiring(at: Date, after: Id<"job"> | undefined): Promise<Expiring[]> {
  return getDb()
    .select({ jobId: jobs.id, clientId: jobs.clientId, expiresAt: jobs.expiresAt })
    .from(jobSearch)
    .innerJoin(jobs, eq(jobs.id, jobSearch.jobId))
    .where(
      and(
        eq(jobSearch.isOpen, true),
        gt(jobSearch.expiresAt, at),
        lte(jobSearch.expiresAt, addDays(at, EXPIRING_DAYS)),
        after ? gt(jobs.id, after) : undefined,
      ),
    )
    .orderBy(asc(jobs.id))
    .limit(AT_ONCE);
}

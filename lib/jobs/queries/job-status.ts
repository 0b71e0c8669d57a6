import { type SQL, sql } from "drizzle-orm";
import { jobs } from "#db/schema";
import { now } from "#lib/time";
import type { JobStatus } from "../policy.ts";

/** `jobStatusAt` the present, for a query that has `jobs`. */
export function jobStatus(): SQL<JobStatus> {
  return sql<JobStatus>`(case when ${jobs.status} = 'open' and ${jobs.expiresAt} <= ${present()} then 'expired'
    else ${jobs.status} end)`;
}

/** True for a job that is on the board now. */
export function isOnBoard(): SQL<boolean> {
  return sql<boolean>`(${jobs.status} = 'open' and ${jobs.expiresAt} > ${present()})`;
}

function present(): SQL {
  return sql`${now().toISOString()}::timestamptz`;
}

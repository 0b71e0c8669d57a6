import { sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { jobs } from "#db/schema";
import { SITEMAP_PARTS, type SitemapEntry } from "#lib/sitemap";

/** More than a segment of the search ever has (`search_segment`). */
const SEGMENT_MOST = 20_000;

/** The newest segments of the search that have a job on the board: each is a part of the sitemap. */
export async function listSitemapSegments(reader: Reader = getDb()): Promise<string[]> {
  const rows = await reader.execute<{ code: string }>(sql`
    select code from (
      select code, starts_at, lead(starts_at, 1, 'infinity') over (order by starts_at) as ends_at
      from search_segments order by starts_at desc limit ${SITEMAP_PARTS}) segment
    where exists (select 1 from job_search j where j.is_open and (j.expires_at > now()) is true
      and j.created_at >= segment.starts_at and j.created_at < segment.ends_at)
    order by starts_at desc`);
  return rows.map(({ code }) => code);
}

/** The jobs on the board that were posted in this segment; none for a made-up one. */
export async function listSitemapJobs(
  code: string,
  reader: Reader = getDb(),
): Promise<SitemapEntry[]> {
  const rows = await reader.execute<{ jobId: string; changedAt: Date | string }>(sql`
    select j.job_id as "jobId", ${jobs.updatedAt} as "changedAt"
    from job_search j join ${jobs} on ${jobs.id} = j.job_id
    where j.is_open and (j.expires_at > now()) is true
      and j.created_at >= (select starts_at from search_segments where code = ${code})
      and j.created_at < coalesce((select min(later.starts_at) from search_segments later
        where later.starts_at > (select starts_at from search_segments where code = ${code})), 'infinity')
    order by j.created_at desc limit ${SEGMENT_MOST}`);
  return rows.map(({ jobId, changedAt }) => ({
    path: `/jobs/${jobId}`,
    changedAt: new Date(changedAt),
  }));
}

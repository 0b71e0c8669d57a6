import { sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { isId } from "#lib/ids";
import { SITEMAP_PART, SITEMAP_PARTS, type SitemapEntry } from "#lib/sitemap";
import { isListable } from "#lib/standing/queries";

/** The public profiles: freelancers who want to be found, and clients. */
export const PROFILE_KINDS = ["freelancers", "clients"] as const;
export type ProfileKind = (typeof PROFILE_KINDS)[number];

const PROFILES = {
  freelancers: sql`(select user_id from freelancer_profiles where is_listed)`,
  clients: sql`(select user_id from client_profiles)`,
} as const;

/**
 * The first id of each part of the sitemap. People are only added, so a part keeps its address while it fills, and the
 * last one grows.
 */
export async function listSitemapParts(
  kind: ProfileKind,
  reader: Reader = getDb(),
): Promise<string[]> {
  const profiles = PROFILES[kind];
  const rows = await reader.execute<{ id: string }>(sql`
    with recursive part (id, n) as (
      (select user_id, 1 from ${profiles} p order by user_id limit 1)
      union all
      select (select user_id from ${profiles} p where user_id > part.id
        order by user_id offset ${SITEMAP_PART - 1} limit 1), n + 1
      from part where part.id is not null and n < ${SITEMAP_PARTS})
    select id from part where id is not null`);
  return rows.map(({ id }) => id);
}

/** The profiles of one part; none for a made-up one. */
export async function listSitemapProfiles(
  kind: ProfileKind,
  firstId: string,
  reader: Reader = getDb(),
): Promise<SitemapEntry[]> {
  if (!isId("usr", firstId)) return [];
  const rows = await reader.execute<{ handle: string }>(sql`
    select users.handle from ${PROFILES[kind]} p join users on users.id = p.user_id
    where p.user_id >= ${firstId} and ${isListable(sql`p.user_id`)} order by p.user_id limit ${SITEMAP_PART}`);
  return rows.map(({ handle }) => ({ path: `/${kind}/${handle}` }));
}

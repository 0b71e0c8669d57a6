import { route } from "#lib/edge/route";
import { DomainError } from "#lib/errors";
import { listSitemapJobs } from "#lib/jobs/queries/sitemap";
import { listSitemapProfiles, PROFILE_KINDS } from "#lib/people/queries/sitemap";
import { writeSitemap } from "#lib/sitemap";

/** One list of public pages, as `/sitemap.xml` names it. */
export const GET = route(async (_request, context: RouteContext<"/sitemap/[list]/[part]">) => {
  const { list, part } = await context.params;
  const kind = PROFILE_KINDS.find((known) => known === list);
  if (!kind && list !== "jobs") throw new DomainError("not_found");
  const entries = await (kind ? listSitemapProfiles(kind, part) : listSitemapJobs(part));
  if (entries.length === 0) throw new DomainError("not_found");
  return new Response(writeSitemap(entries), {
    headers: {
      "content-type": "application/xml; charset=utf-8",
      "cache-control": "public, max-age=3600",
    },
  });
});

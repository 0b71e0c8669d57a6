import { route } from "#lib/edge/route";
import { listSitemapSegments } from "#lib/jobs/queries/sitemap";
import { listSitemapParts, PROFILE_KINDS } from "#lib/people/queries/sitemap";
import { writeSitemapIndex } from "#lib/sitemap";

/** Where search engines find the lists of public pages. */
export const GET = route(async () => {
  const [segments, ...profiles] = await Promise.all([
    listSitemapSegments(),
    ...PROFILE_KINDS.map((kind) => listSitemapParts(kind)),
  ]);
  const parts = PROFILE_KINDS.flatMap((kind, at) =>
    (profiles[at] ?? []).map((id) => `${kind}/${id}`),
  );
  const lists = [...segments.map((code) => `jobs/${code}`), ...parts];
  const text = writeSitemapIndex(lists.map((list) => ({ path: `/sitemap/${list}` })));
  return new Response(text, { headers: SITEMAP_HEADERS });
});

const SITEMAP_HEADERS = {
  "content-type": "application/xml; charset=utf-8",
  "cache-control": "public, max-age=3600",
};

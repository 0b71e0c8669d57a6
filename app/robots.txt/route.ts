import { route } from "#lib/edge/route";
import { absolute } from "#lib/site";

/** What a search engine need not ask for: pages of one person, and forms. */
const NOT_FOR_SEARCH = [
  "/admin",
  "/api/",
  "/contracts/",
  "/home",
  "/inbox",
  "/jobs/*/apply",
  "/jobs/*/edit",
  "/jobs/*/proposals",
  "/my-jobs",
  "/onboarding",
  "/proposals/",
  "/settings",
  "/share",
  "/wallet",
];

export const GET = route(async () => {
  const rules = NOT_FOR_SEARCH.map((path) => `Disallow: ${path}\n`).join("");
  const text = `User-agent: *\n${rules}\nSitemap: ${absolute("/sitemap.xml")}\n`;
  return new Response(text, {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "public, max-age=3600",
    },
  });
});

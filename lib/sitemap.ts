import { absolute } from "./site.ts";

/* What search engines read about which pages there are (sitemaps.org). */

/** An address of this site, and when what it shows last changed. */
export type SitemapEntry = { readonly path: string; readonly changedAt?: Date };

/** How many addresses one part of the list has at most. */
export const SITEMAP_PART = 10_000;
/** How many parts each list has at most: half a million addresses. */
export const SITEMAP_PARTS = 50;

/** A list of pages. */
export function writeSitemap(entries: readonly SitemapEntry[]): string {
  return document("urlset", "url", entries);
}

/** A list of such lists. */
export function writeSitemapIndex(entries: readonly SitemapEntry[]): string {
  return document("sitemapindex", "sitemap", entries);
}

function document(root: string, one: string, entries: readonly SitemapEntry[]): string {
  const lines = entries.map(({ path, changedAt }) => {
    const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : "";
    return `<${one}><loc>${escaped(absolute(path))}</loc>${changed}</${one}>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${lines.join("")}</${root}>
`;
}

function escaped(address: string): string {
  return address.replaceAll("&", "&amp;").replaceAll("'", "&apos;");
}

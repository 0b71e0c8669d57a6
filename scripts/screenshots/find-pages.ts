import type { APIRequestContext } from "@playwright/test";

/** A page of the product: the pattern of its route, and an address that a person reached by links. */
export type FoundPage = { readonly route: string; readonly path: string };

/**
 * Follows every link that a person finds, one example of each route, until nothing new is left. It reads what the server
 * sends, as browsers without scripts do.
 *
 * @param routes the patterns of all pages: "/jobs/[jobId]"
 * @param also addresses to visit although no link may lead there
 */
export async function findPages(
  request: APIRequestContext,
  address: string,
  routes: readonly string[],
  also: readonly string[],
): Promise<FoundPage[]> {
  const found = new Map<string, string>();
  const waiting = [...also];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const route = routeOf(path, routes);
    if (route === null || found.has(route)) continue;
    const answer = await request.get(address + path, { headers: { accept: "text/html" } });
    const html = await answer.text();
    const arrived = new URL(answer.url()).pathname;
    const leadsOn = html.includes('http-equiv="refresh"') || routeOf(arrived, routes) !== route;
    if (answer.status() !== 200 || leadsOn || html.includes('content="noindex"')) continue;
    found.set(route, path);
    waiting.push(...linksOf(html));
  }
  return [...found].map(([route, path]) => ({ route, path }));
}

function linksOf(html: string): string[] {
  const links = html.matchAll(/<a\s[^>]*?href="(\/[^"]*)"/g);
  return [...links].map(([, path = ""]) => path.replaceAll("&amp;", "&"));
}

/** The most exact pattern that fits: "/jobs/new" before "/jobs/[jobId]". */
function routeOf(path: string, routes: readonly string[]): string | null {
  const [pathname = "/"] = path.split(/[?#]/);
  const fitting = routes.filter((route) => patternOf(route).test(pathname));
  return fitting.sort((a, b) => a.split("[").length - b.split("[").length)[0] ?? null;
}

function patternOf(route: string): RegExp {
  return new RegExp(`^${route.replace(/\[\w+\]/g, "[^/]+")}$`);
}

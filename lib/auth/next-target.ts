import type { Route } from "next";

const NOWHERE = "http://nowhere.invalid";

/**
 * Where to go after signing in: `next` when it is a page of this site, else null. Parsed as a browser parses it,
 * so that `//evil.example`, `/\evil.example` and their disguises lead nowhere.
 */
export function safeNext(next: string | string[] | null | undefined): Route | null {
  if (typeof next !== "string" || !next.startsWith("/")) return null;
  if (!URL.canParse(next, NOWHERE)) return null;
  const { origin, pathname, search, hash } = new URL(next, NOWHERE);
  if (origin !== NOWHERE || pathname.startsWith("//")) return null;
  if (/^\/(api|sign-in|register)(\/|$)/.test(pathname)) return null;
  return toRoute(`${pathname}${search}${hash}`);
}

/** Guarantee: a path of this site. Whether a page is there, the router finds out when it goes there. */
function toRoute(path: string): Route {
  return path as Route;
}

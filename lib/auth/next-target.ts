import type { Route } from "next";

const NOWHERE = "http://nowhere.invalid";

const LONGEST = 2_000;
/** What an address never contains, plain or encoded: controls, line ends, backslashes, lone surrogates. */
const FOREIGN = /[\p{Cc}\p{Cs}\u2028\u2029\\]|%(?:[01][0-9a-f]|7f|5c)/iu;
/** Endpoints, files of the build, and pages that themselves lead on to `next`. */
const NO_TARGET = /^\/(api|_next|sign-in|register)(\/|$)/i;

/**
 * Where to go after signing in: `next` when it is a page of this site, else null. It is parsed as a browser parses it,
 * so `//evil.example`, `/\evil.example` and their disguises lead nowhere.
 */
export function safeNext(next: unknown): Route | null {
  if (typeof next !== "string" || !next.startsWith("/") || next.length > LONGEST) return null;
  if (FOREIGN.test(next) || !URL.canParse(next, NOWHERE)) return null;
  const { origin, pathname, search, hash } = new URL(next, NOWHERE);
  if (origin !== NOWHERE || pathname.startsWith("//")) return null;
  const path = decoded(pathname);
  if (path === null || path.startsWith("//") || NO_TARGET.test(path)) return null;
  return toRoute(`${pathname}${search}${hash}`);
}

/** The address of a page that leads on to `next` afterwards; only the page when `next` is no valid target. */
export function withNext<P extends "/sign-in" | "/sign-in/code" | "/register" | "/onboarding">(
  path: P,
  next: unknown,
): P | `${P}?next=${string}` {
  const target = safeNext(next);
  return target === null ? path : `${path}?next=${encodeURIComponent(target)}`;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Guarantee: a path of this site. The router finds out whether a page exists there. */
function toRoute(path: string): Route {
  return path as Route;
}

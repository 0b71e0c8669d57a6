import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import type { ErrorCode } from "#lib/errors";

type Head = Readonly<Record<string, string | string[] | undefined>>;

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** Sent with a 405 for a method that no address here accepts. */
export const ALLOWED_METHODS = METHODS.join(", ");
const TARGET_MAX_CHARS = 8192;

/**
 * What is wrong with a request before its body, or null. Next would answer each of these with a 500 and log it,
 * although only the sender can do better.
 */
export function findFault(method: string, target: string, head: Head): ErrorCode | null {
  if (!METHODS.includes(method)) return "method_not_allowed";
  if (!isTarget(target) || !isHost(head.host) || !isOrigin(head.origin)) return "malformed";
  return isRouterState(head["next-router-state-tree"]) ? null : "malformed";
}

/** A path, then perhaps a query. Both must decode to UTF-8 without NUL. */
function isTarget(target: string): boolean {
  if (!target.startsWith("/") || target.length > TARGET_MAX_CHARS) return false;
  const [path = "", query = ""] = target.split(/\?(.*)/s, 2);
  // In a query, invalid UTF-8 is read as "�". A NUL cannot be looked up in our database.
  return isDecodable(path) && !query.includes("%00");
}

function isDecodable(text: string): boolean {
  try {
    return !decodeURIComponent(text).includes("\0");
  } catch {
    return false;
  }
}

/** Missing only in HTTP/1.0. */
function isHost(host: string | string[] | undefined): boolean {
  return (
    host === undefined ||
    (typeof host === "string" && /^[\w.:[\]-]+$/.test(host) && URL.canParse(`http://${host}`))
  );
}

/** Pages that hide their address send "null"; another check decides whether such a request may change something. */
function isOrigin(origin: string | string[] | undefined): boolean {
  if (origin === undefined || origin === "null") return true;
  return typeof origin === "string" && URL.canParse(origin);
}

/** Which parts of the page a browser already has, as Next's own check reads it. */
function isRouterState(state: string | string[] | undefined): boolean {
  try {
    parseAndValidateFlightRouterState(state);
    return true;
  } catch {
    return false;
  }
}

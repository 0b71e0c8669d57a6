import { sessionCookieName } from "./cookies.ts";
import { findLiveSession, type LiveSession } from "./sessions.ts";

/**
 * The session of whoever sends this request, by its own cookie, or null when nobody is signed in. For code that runs outside
 * the framework's request context, or where that context cannot be trusted.
 */
export async function findRequestSession(request: Request): Promise<LiveSession | null> {
  const wanted = sessionCookieName();
  for (const pair of (request.headers.get("cookie") ?? "").split(";")) {
    const [name = "", value] = pair.trim().split("=", 2);
    if (name === wanted && value) return findLiveSession(value);
  }
  return null;
}

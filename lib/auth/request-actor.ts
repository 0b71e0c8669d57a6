import type { Actor } from "./actor.ts";
import { sessionCookieName } from "./cookies.ts";
import { findLiveSession } from "./sessions.ts";

/**
 * The person who sends this request, by its own cookie, or null when nobody is signed in. For code that runs outside
 * the framework's request context, or where that context cannot be trusted.
 */
export async function findRequestActor(request: Request): Promise<Actor | null> {
  const wanted = sessionCookieName();
  for (const pair of (request.headers.get("cookie") ?? "").split(";")) {
    const [name = "", value] = pair.trim().split("=", 2);
    if (name === wanted && value) return (await findLiveSession(value))?.actor ?? null;
  }
  return null;
}

import { findSession } from "#lib/auth/session";
import { route } from "#lib/edge/route";

/** Who is signed in on this browser, or null. Also the least that any request of a signed-in person can cost. */
export const GET = route(async () => {
  const session = await findSession();
  const viewer = session && { ...session.actor, name: session.name };
  return Response.json({ viewer }, { headers: { "cache-control": "no-store" } });
});

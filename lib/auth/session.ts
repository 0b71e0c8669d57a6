import { cookies } from "next/headers";
import { cache } from "react";
import { DomainError } from "#lib/errors";
import type { Actor, Role } from "./actor.ts";
import { sessionCookieName } from "./cookies.ts";
import { findLiveSession, type LiveSession } from "./sessions.ts";

/** The session of the browser that asks, or null. Read once per rendered page, never kept longer. */
export const findSession = cache(async (): Promise<LiveSession | null> => {
  const jar = await cookies();
  return findLiveSession(jar.get(sessionCookieName())?.value);
});

/** Who asks, or null when nobody is signed in. */
export async function findActor(): Promise<Actor | null> {
  return (await findSession())?.actor ?? null;
}

/**
 * Who asks. Throws `not_signed_in`, and `not_found` for another role than the wanted one: what a role has no
 * part in does not exist for it.
 */
export async function requireActor(role?: Role): Promise<Actor> {
  const actor = await findActor();
  if (!actor) throw new DomainError("not_signed_in");
  if (role && actor.role !== role) throw new DomainError("not_found");
  return actor;
}

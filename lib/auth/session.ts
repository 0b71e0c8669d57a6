import { cookies, headers } from "next/headers";
import { connection } from "next/server";
import { cache } from "react";
import { DomainError } from "#lib/errors";
import { VIEWER_HEADER } from "#lib/viewer-header";
import type { Actor, Role } from "./actor.ts";
import { sessionCookieName } from "./cookies.ts";
import { findLiveSession, type LiveSession } from "./sessions.ts";

/**
 * The session of the browser that asks, or null. Read once per rendered page, never kept longer, and never part of
 * what is rendered ahead of a request.
 */
export const findSession = cache(async (): Promise<LiveSession | null> => {
  await connection();
  const jar = await cookies();
  return findLiveSession(jar.get(sessionCookieName())?.value);
});

/** Who asks, or null when nobody is signed in. */
export async function findActor(): Promise<Actor | null> {
  return (await findSession())?.actor ?? null;
}

/**
 * The session of the browser that asks. Throws `not_signed_in`, also when a page asks that was made for somebody
 * else: it was left open, and another person has signed in since.
 */
export async function requireSession(): Promise<LiveSession> {
  const session = await findSession();
  const madeFor = (await headers()).get(VIEWER_HEADER);
  if (!session || (madeFor !== null && madeFor !== session.actor.userId)) {
    throw new DomainError("not_signed_in");
  }
  return session;
}

/**
 * Who asks. Throws `not_signed_in`, and `not_found` for another role than the wanted one: what a role has no
 * part in does not exist for it.
 */
export async function requireActor(role?: Role): Promise<Actor> {
  const { actor } = await requireSession();
  if (role && actor.role !== role) throw new DomainError("not_found");
  return actor;
}

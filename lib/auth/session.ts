import { cookies, headers } from "next/headers";
import { connection } from "next/server";
import { cache } from "react";
import { DomainError } from "#lib/errors";
import { nameRequester } from "#lib/log";
import { VIEWER_HEADER } from "#lib/viewer-header";
import type { Actor, VerifiedActor } from "./actor.ts";
import { sessionCookieName } from "./cookies.ts";
import { findLiveSession, type LiveSession } from "./sessions.ts";
import { type Audience, isAmong } from "./staff.ts";
import { asVerified } from "./verified.ts";

const readSession = cache(async (): Promise<LiveSession | null> => {
  await connection();
  const jar = await cookies();
  return findLiveSession(jar.get(sessionCookieName())?.value);
});

/**
 * The session of the asking browser, or null. Read once per rendered page, never kept longer, and never part of what is
 * rendered ahead of a request.
 */
export async function findSession(): Promise<LiveSession | null> {
  const session = await readSession();
  if (session) nameRequester(session.actor.userId);
  return session;
}

/** The person who asks, or null when nobody is signed in. */
export async function findActor(): Promise<Actor | null> {
  return (await findSession())?.actor ?? null;
}

/**
 * The session of the asking browser. Throws `not_signed_in`, also when the page was made for another person: it was
 * left open, and someone else has signed in since.
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
 * The person who acts. Throws `not_signed_in`, `not_found` when they are not among `audience` (what somebody has no part in
 * does not exist for them), and `email_unverified` while their address is not confirmed.
 */
export async function requireActor(audience?: Audience): Promise<VerifiedActor> {
  const session = await requireSession();
  if (audience && !isAmong(session.actor.role, audience)) throw new DomainError("not_found");
  return asVerified(session.actor, session);
}

/**
 * The person who asks, confirmed or not: for what they read, and for their own marks, which reach nobody else. Throws
 * `not_signed_in`.
 */
export async function requireReader(): Promise<Actor> {
  return (await requireSession()).actor;
}

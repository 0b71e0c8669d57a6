import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { Actor, Role } from "#lib/auth/actor";
import { findSession } from "#lib/auth/session";
import { isDomainError } from "#lib/errors";
import { TIME_ZONE_COOKIE } from "#lib/preferences";
import { PATH_HEADER } from "#lib/request-headers";
import { isTimeZone } from "#lib/time-text";

/**
 * The actor of a page. Nobody signed in: to the sign-in page and back afterwards. Another role: the page does not
 * exist. A client or freelancer whose profile is not set up: to the onboarding.
 */
export async function pageActor(role?: Role): Promise<Actor> {
  const session = await findSession();
  if (!session) redirect(await signInTarget());
  if (role && session.actor.role !== role) notFound();
  if (!session.isOnboarded) redirect("/onboarding");
  return session.actor;
}

/** Waits for what a page shows; what does not exist for this actor becomes the not-found page. */
export async function orNotFound<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    if (isDomainError(error, "not_found")) notFound();
    throw error;
  }
}

/** The zone of the person who looks, as far as the browser has told it. */
export async function pageTimeZone(): Promise<string> {
  const zone = (await cookies()).get(TIME_ZONE_COOKIE)?.value ?? "UTC";
  return isTimeZone(zone) ? zone : "UTC";
}

async function signInTarget(): Promise<"/sign-in" | `/sign-in?next=${string}`> {
  const path = (await headers()).get(PATH_HEADER);
  return path ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in";
}

import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { SignedInActor } from "#lib/auth/actor";
import { withNext } from "#lib/auth/next-target";
import { findSession } from "#lib/auth/session";
import { type Audience, isAmong } from "#lib/auth/staff";
import { isDomainError } from "#lib/errors";
import { log, requestIdFrom } from "#lib/log";
import { readPreference, TIME_ZONE_COOKIE } from "#lib/preferences";
import { readTimeZone } from "#lib/time-text";
import { PATH_HEADER } from "./request-headers.ts";

/**
 * The actor of a page. If nobody is signed in, goes to the sign-in page and back afterwards. For everybody it is not for,
 * the page does not exist. A client or freelancer without a profile goes to onboarding, and back afterwards.
 */
export async function pageActor(audience?: Audience): Promise<SignedInActor> {
  const session = await findSession();
  const path = (await headers()).get(PATH_HEADER);
  if (!session) redirect(withNext("/sign-in", path));
  if (audience && !isAmong(session.actor.role, audience)) return refusePage();
  if (!session.isOnboarded)
    redirect(path === "/home" ? "/onboarding" : withNext("/onboarding", path));
  return session.actor;
}

/** Waits for what a page shows; what does not exist for this actor becomes the not-found page. */
export async function orNotFound<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    if (isDomainError(error, "not_found")) return refusePage();
    throw error;
  }
}

/** The not-found page, with a log line that says who asked for what. */
async function refusePage(): Promise<never> {
  const head = await headers();
  const [path] = head.get(PATH_HEADER)?.split("?") ?? [];
  const userId = (await findSession())?.actor.userId;
  log.info(
    { requestId: requestIdFrom(head), userId, code: "not_found", path },
    "A page was refused",
  );
  notFound();
}

/** The time zone of the person who is looking, as far as the browser has told it. */
export async function pageTimeZone(): Promise<string> {
  return readTimeZone(readPreference(await cookies(), TIME_ZONE_COOKIE));
}

import { cookies, headers } from "next/headers";
import { ADDRESS_HEADER } from "./address.ts";
import {
  cookieFlags,
  deviceCookieName,
  registeredCookieName,
  sessionCookieName,
} from "./cookies.ts";
import { DEVICE_LIFETIME_SECONDS } from "./device.ts";
import { endSession } from "./end-session.ts";
import type { SignInInput } from "./schema.ts";
import { findSession } from "./session.ts";
import { type SignedIn, signIn } from "./sign-in.ts";
import { encodeSessionToken } from "./token.ts";
import type { Visitor } from "./visitor.ts";

/** The browser that asks, as far as its connection and cookies tell. */
export async function readVisitor(): Promise<Visitor> {
  const [head, jar] = await Promise.all([headers(), cookies()]);
  return {
    address: head.get(ADDRESS_HEADER),
    userAgent: head.get("user-agent"),
    deviceToken: jar.get(deviceCookieName())?.value ?? null,
  };
}

/** Signs the asking browser in. Only for server actions and route handlers, which may set cookies. */
export async function signInBrowser(input: SignInInput, requestKey: string | null): Promise<void> {
  const signedIn = await signIn(await readVisitor(), input, { requestKey });
  await endFormerSession(signedIn);
  const jar = await cookies();
  jar.set(sessionCookieName(), await encodeSessionToken(signedIn), cookieFlags());
  await rememberDevice(signedIn);
  jar.delete(registeredCookieName());
}

/** A browser has one session: a new sign-in on it ends the old one. */
export async function endFormerSession({ sessionId }: SignedIn): Promise<void> {
  const former = await findSession();
  if (!former || former.sessionId === sessionId) return;
  await endSession(former.actor, { sessionId: former.sessionId });
}

/** Signs the asking browser out: its session ends and its cookie is removed. The device stays known. */
export async function signOutBrowser(): Promise<void> {
  const session = await findSession();
  if (session) await endSession(session.actor, { sessionId: session.sessionId });
  await forgetSession();
}

/** Removes the session's cookie from the asking browser; the session itself is ended elsewhere. */
export async function forgetSession(): Promise<void> {
  (await cookies()).set(sessionCookieName(), "", cookieFlags(0));
}

/** Remembers for ten minutes who has just registered here, so that the sign-in page can fill in the e-mail. */
export async function rememberRegistration(email: string): Promise<void> {
  (await cookies()).set(registeredCookieName(), email, cookieFlags(10 * 60));
}

/** The e-mail that was just registered in the asking browser, or null. */
export async function readRegistration(): Promise<string | null> {
  return (await cookies()).get(registeredCookieName())?.value ?? null;
}

/** Lets the asking browser keep its device token. */
export async function rememberDevice({ deviceToken }: SignedIn): Promise<void> {
  const jar = await cookies();
  jar.set(deviceCookieName(), deviceToken, cookieFlags(DEVICE_LIFETIME_SECONDS));
}

import { cookies, headers } from "next/headers";
import { ADDRESS_HEADER } from "./address.ts";
import {
  cookieFlags,
  deviceCookieName,
  halfWayCookieName,
  leftCookieName,
  registeredCookieName,
  sessionCookieName,
} from "./cookies.ts";
import { DEVICE_LIFETIME_SECONDS } from "./device.ts";
import { endSession } from "./end-session.ts";
import type { SignedIn } from "./enter.ts";
import { decodeHalfWay, HALF_WAY_SECONDS } from "./half-way.ts";
import type { CodeInput, SignInInput, UsedPasskey } from "./schema.ts";
import { findSession } from "./session.ts";
import { signInByPassword } from "./sign-in.ts";
import { signInByCode } from "./sign-in-by-code.ts";
import { signInByPasskey } from "./sign-in-by-passkey.ts";
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

/**
 * Signs the asking browser in, or remembers that it is half way in and a code is needed. Only for server actions and route
 * handlers, which may set cookies.
 */
export async function signInBrowser(
  input: SignInInput,
  requestKey: string | null,
): Promise<"in" | "half way"> {
  const outcome = await signInByPassword(await readVisitor(), input, { requestKey });
  if ("halfWay" in outcome) {
    (await cookies()).set(halfWayCookieName(), outcome.halfWay, cookieFlags(HALF_WAY_SECONDS));
    return "half way";
  }
  await keepSignedIn(outcome);
  return "in";
}

/** The second half, with a code. */
export async function signInBrowserByCode(
  input: CodeInput,
  requestKey: string | null,
): Promise<void> {
  const jar = await cookies();
  const halfWay = jar.get(halfWayCookieName())?.value ?? null;
  await keepSignedIn(
    await signInByCode(await readVisitor(), { ...input, halfWay }, { requestKey }),
  );
  jar.delete(halfWayCookieName());
}

/** Signs the asking browser in by a passkey. */
export async function signInBrowserByPasskey(
  passkey: UsedPasskey,
  requestKey: string | null,
): Promise<void> {
  await keepSignedIn(await signInByPasskey(await readVisitor(), passkey, { requestKey }));
}

/** True while the asking browser has entered the right password and a code is awaited. */
export async function isHalfWayIn(): Promise<boolean> {
  const token = (await cookies()).get(halfWayCookieName())?.value ?? null;
  return (await decodeHalfWay(token)) !== null;
}

async function keepSignedIn(signedIn: SignedIn): Promise<void> {
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

/**
 * Remembers for a minute that somebody has deleted their account here. An open page notices that its session is over,
 * and may be quicker than the answer that leads to the goodbye.
 */
export async function rememberLeaving(): Promise<void> {
  (await cookies()).set(leftCookieName(), "1", cookieFlags(60));
}

export async function hasJustLeft(): Promise<boolean> {
  return (await cookies()).has(leftCookieName());
}

import { getEnv } from "#lib/env";
import { SESSION_LIFETIME_SECONDS } from "./token.ts";

type CookieFlags = {
  readonly httpOnly: true;
  readonly sameSite: "lax";
  readonly path: "/";
  readonly secure: boolean;
  readonly maxAge: number;
};

/** True when people reach this instance over HTTPS, as NEXTAUTH_URL says. */
export function isSecure(): boolean {
  return getEnv().NEXTAUTH_URL?.startsWith("https://") ?? false;
}

/** The session's cookie has the name that next-auth gives it. */
export function sessionCookieName(): string {
  return isSecure() ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

/** Flags of every cookie that WorkHub sets: out of reach of scripts and of other sites' forms. */
export function cookieFlags(maxAge = SESSION_LIFETIME_SECONDS): CookieFlags {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure(), maxAge };
}

/** Marks a browser on which somebody has signed in before; see device.ts. */
export function deviceCookieName(): string {
  return isSecure() ? "__Secure-workhub.device" : "workhub.device";
}

/** The e-mail that somebody has just registered with, for the sign-in page. */
export function registeredCookieName(): string {
  return isSecure() ? "__Secure-workhub.registered" : "workhub.registered";
}

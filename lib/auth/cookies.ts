import { getEnv, isPublic } from "#lib/env";
import { SESSION_LIFETIME_SECONDS } from "./token.ts";

type BoundFlags = {
  readonly httpOnly: true;
  readonly sameSite: "lax";
  readonly path: "/";
  readonly secure: boolean;
};

/** True when people reach this instance over HTTPS, as NEXTAUTH_URL says. */
export function isSecure(): boolean {
  return isPublic(getEnv());
}

/** With this prefix a browser accepts a cookie only from this host over HTTPS, and sends it to no other host. */
function boundName(name: string): string {
  return isSecure() ? `__Host-${name}` : name;
}

export function sessionCookieName(): string {
  return boundName("next-auth.session-token");
}

/** The cookies of next-auth's own forms: where to go next, and that the form is ours. */
export function endpointCookieNames(): {
  readonly callbackUrl: string;
  readonly csrfToken: string;
} {
  return {
    callbackUrl: boundName("next-auth.callback-url"),
    csrfToken: boundName("next-auth.csrf-token"),
  };
}

/** Flags of every cookie that the server sets: out of reach of scripts and of other sites' forms. */
export function boundFlags(): BoundFlags {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() };
}

export function cookieFlags(
  maxAge = SESSION_LIFETIME_SECONDS,
): BoundFlags & { readonly maxAge: number } {
  return { ...boundFlags(), maxAge };
}

/** Marks a browser on which a person has signed in before; see device.ts. */
export function deviceCookieName(): string {
  return boundName("workhub.device");
}

/** The e-mail that was just registered, for the sign-in page. */
export function registeredCookieName(): string {
  return boundName("workhub.registered");
}

/** That a browser is half way in; see half-way.ts. */
export function halfWayCookieName(): string {
  return boundName("workhub.half-way");
}

/** That somebody has just deleted their account in this browser; it says nothing of them. */
export function leftCookieName(): string {
  return boundName("workhub.left");
}

import { decode, encode } from "next-auth/jwt";
import { getEnv } from "#lib/env";
import { type Id, isId } from "#lib/ids";

/** How long a person stays signed in on one browser: 30 days from signing in. */
export const SESSION_LIFETIME_SECONDS = 30 * 24 * 60 * 60;

export type SessionClaims = { readonly userId: Id<"usr">; readonly sessionId: Id<"ses"> };

/**
 * The encrypted token of a session's cookie, as next-auth makes and reads it (JWE, A256GCM). It names a row of
 * `sessions` and proves nothing by itself: without the row it is worth nothing.
 */
export function encodeSessionToken(claims: SessionClaims): Promise<string> {
  return encode({
    token: { sub: claims.userId, sid: claims.sessionId },
    secret: authSecret(),
    maxAge: SESSION_LIFETIME_SECONDS,
  });
}

/** What a token names, or null when it is not ours, was changed, or has expired. */
export async function decodeSessionToken(token: string): Promise<SessionClaims | null> {
  try {
    const claims = await decode({ token, secret: authSecret() });
    const { sub, sid } = claims ?? {};
    return isId("usr", sub) && isId("ses", sid) ? { userId: sub, sessionId: sid } : null;
  } catch {
    return null;
  }
}

/** The secret that everything signed or encrypted by WorkHub for a browser hangs on. */
export function authSecret(): string {
  return getEnv().NEXTAUTH_SECRET;
}

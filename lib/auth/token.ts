import { decode, encode, type JWT } from "next-auth/jwt";
import { boundedCache } from "#lib/bounded-cache";
import { getEnv } from "#lib/env";
import { type Id, isId } from "#lib/ids";

/** How long a person stays signed in on one browser: 30 days from signing in. */
export const SESSION_LIFETIME_SECONDS = 30 * 24 * 60 * 60;

/** How long a session lives without being used. */
export const SESSION_IDLE_DAYS = 14;

export type SessionClaims = { readonly userId: Id<"usr">; readonly sessionId: Id<"ses"> };

/**
 * The encrypted token of a session's cookie, as next-auth makes and reads it (JWE, A256GCM). It names a row of
 * `sessions` and is worth nothing without that row.
 */
export function encodeSessionToken(claims: SessionClaims): Promise<string> {
  return encode({
    token: { sub: claims.userId, sid: claims.sessionId },
    secret: authSecret(),
    maxAge: SESSION_LIFETIME_SECONDS,
  });
}

/** {"alg":"dir","enc":"A256GCM"}: the only form in which WorkHub makes and reads a token. */
const HEAD = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..";

/** The claims of a token under its key (`salt` says its purpose); null when they cannot be trusted. */
export async function openToken(token: string, salt = ""): Promise<JWT | null> {
  if (!token.startsWith(HEAD)) return null;
  try {
    return await decode({ token, secret: authSecret(), salt });
  } catch {
    return null;
  }
}

const OPENED_MAX = 2_000;

/** What is in a token never changes, and deriving its key takes longer than finding its row. */
const openSessionToken = boundedCache(OPENED_MAX, (token: string) => openToken(token));

/** What a token names, or null when it is not ours, was changed, or has expired. */
export async function decodeSessionToken(token: string): Promise<SessionClaims | null> {
  const { sub, sid, exp } = (await openSessionToken(token)) ?? {};
  if (typeof exp !== "number" || exp * 1_000 <= Date.now()) return null;
  return isId("usr", sub) && isId("ses", sid) ? { userId: sub, sessionId: sid } : null;
}

/** The secret behind everything that WorkHub signs or encrypts for a browser. */
export function authSecret(): string {
  return getEnv().NEXTAUTH_SECRET;
}

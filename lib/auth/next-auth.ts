import type { NextAuthOptions } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { DomainError, ERRORS, isDomainError } from "#lib/errors";
import { log } from "#lib/log";
import { endFormerSession, readVisitor, rememberDevice, signOutBrowser } from "./browser.ts";
import { boundFlags, endpointCookieNames, isSecure, sessionCookieName } from "./cookies.ts";
import { signInInput } from "./schema.ts";
import { findLiveSession } from "./sessions.ts";
import { signIn } from "./sign-in.ts";
import { authSecret, SESSION_LIFETIME_SECONDS } from "./token.ts";

/**
 * next-auth's own endpoints, on the same sessions as the forms: signing in goes through `signIn`, and a token is valid
 * only while its row exists. Made per request, because settings are not known at build time. `onRefusal` hears why a
 * sign-in was refused for a reason other than its credentials.
 */
export function authOptions(onRefusal: (refusal: DomainError) => void): NextAuthOptions {
  const { callbackUrl, csrfToken } = endpointCookieNames();
  return {
    secret: authSecret(),
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: { name: sessionCookieName(), options: boundFlags() },
      callbackUrl: { name: callbackUrl, options: boundFlags() },
      csrfToken: { name: csrfToken, options: boundFlags() },
    },
    session: { strategy: "jwt", maxAge: SESSION_LIFETIME_SECONDS },
    pages: { signIn: "/sign-in", signOut: "/settings", error: "/sign-in" },
    providers: [
      credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (given) => signInByEndpoint(given, onRefusal),
      }),
    ],
    jwt: {
      // Every reader of a token goes through here, so a revoked token is dead for all of them.
      async decode({ token }) {
        const session = await findLiveSession(token);
        if (!session) return null;
        const { actor, sessionId, name, email } = session;
        return { sub: actor.userId, sid: sessionId, name, email };
      },
    },
    callbacks: {
      // The cookie holds two ids and nothing that could become outdated.
      jwt: ({ token, user }) => ({
        sub: token.sub ?? "",
        sid: user ? sessionIdOf(user) : token.sid,
      }),
    },
    events: {
      signOut: signOutBrowser,
    },
    // A revoked session is no error, and next-auth's log lines would have their own colours.
    logger: { error() {}, warn() {}, debug() {} },
  };
}

async function signInByEndpoint(
  given: Record<string, string> | undefined,
  onRefusal: (refusal: DomainError) => void,
) {
  const input = signInInput.safeParse(given);
  if (!input.success) return null;
  try {
    const signedIn = await signIn(await readVisitor(), input.data);
    await endFormerSession(signedIn);
    await rememberDevice(signedIn);
    return { id: signedIn.userId, sid: signedIn.sessionId };
  } catch (error) {
    if (isDomainError(error, "wrong_credentials")) return null;
    if (error instanceof DomainError) {
      // next-auth would call it a wrong password.
      onRefusal(error);
      throw error;
    }
    log.error({ err: error }, "Somebody could not be signed in");
    // next-auth puts the message into an address: only our own sentences may get there.
    throw new Error(ERRORS.unexpected[1]);
  }
}

function sessionIdOf(user: object): unknown {
  return "sid" in user ? user.sid : undefined;
}

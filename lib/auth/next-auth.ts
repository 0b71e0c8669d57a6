import type { NextAuthOptions } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { DomainError, isDomainError } from "#lib/errors";
import { readVisitor, rememberDevice, signOutBrowser } from "./browser.ts";
import { isSecure } from "./cookies.ts";
import { signInInput } from "./schema.ts";
import { findLiveSession } from "./sessions.ts";
import { signIn } from "./sign-in.ts";
import { authSecret, SESSION_LIFETIME_SECONDS } from "./token.ts";

/**
 * next-auth's own endpoints, on the same sessions as the forms: signing in goes through `signIn`, and a token is
 * read only while its row lives. Made per request, because settings are not known when the app is built.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: authSecret(),
    useSecureCookies: isSecure(),
    session: { strategy: "jwt", maxAge: SESSION_LIFETIME_SECONDS },
    pages: { signIn: "/sign-in", signOut: "/settings", error: "/sign-in" },
    providers: [
      credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: signInByEndpoint,
      }),
    ],
    jwt: {
      // Every reader of a token goes through here, so a revoked one is dead for all of them.
      async decode({ token }) {
        const session = await findLiveSession(token);
        if (!session) return null;
        const { actor, sessionId, name, email } = session;
        return { sub: actor.userId, sid: sessionId, name, email };
      },
    },
    callbacks: {
      // The cookie holds two ids and nothing that could grow old.
      jwt: ({ token, user }) => ({
        sub: token.sub ?? "",
        sid: user ? sessionIdOf(user) : token.sid,
      }),
    },
    events: {
      signOut: signOutBrowser,
    },
    // A revoked session is no error, and next-auth's log lines would carry its own colours.
    logger: { error() {}, warn() {}, debug() {} },
  };
}

async function signInByEndpoint(given: Record<string, string> | undefined) {
  const input = signInInput.safeParse(given);
  if (!input.success) return null;
  try {
    const signedIn = await signIn(await readVisitor(), input.data);
    await rememberDevice(signedIn);
    return { id: signedIn.userId, sid: signedIn.sessionId };
  } catch (error) {
    if (isDomainError(error, "wrong_credentials")) return null;
    // next-auth puts the message into an address: only our own sentences may get there.
    throw error instanceof DomainError ? error : new DomainError("unexpected");
  }
}

function sessionIdOf(user: object): unknown {
  return "sid" in user ? user.sid : undefined;
}

import { TOTP } from "otpauth";
import { type Actor, SYSTEM } from "#lib/auth/actor";
import { getTotpSetUp } from "#lib/auth/queries";
import { beginTotp, confirmTotp } from "#lib/auth/set-up-totp";
import { signInByPassword } from "#lib/auth/sign-in";
import { now } from "#lib/time";
import { PASSWORD } from "./accounts.ts";

/** A browser that nobody knows. */
export const VISITOR = { address: "203.0.113.9", userAgent: null, deviceToken: null };

/** What this secret's app shows at a moment. */
export function appCode(secret: string, at: Date = now()): string {
  return new TOTP({ secret }).generate({ timestamp: at.getTime() });
}

/** Gives a person an authenticator app, as the settings do. Its first code is used by that. */
export async function switchOnTotp(
  actor: Actor,
): Promise<{ secret: string; recoveryCodes: readonly string[] }> {
  const prover = { ...actor, sessionId: SYSTEM } as const;
  await beginTotp(prover);
  const setUp = await getTotpSetUp(actor);
  if (!setUp) throw new Error("No app is being set up");
  const { secret } = setUp;
  return { secret, recoveryCodes: await confirmTotp(prover, { code: appCode(secret) }) };
}

/** The first half of signing in, for an account that asks for a code as well. */
export async function enterPassword(email: string): Promise<string> {
  const outcome = await signInByPassword(VISITOR, { email, password: PASSWORD });
  if (!("halfWay" in outcome)) throw new Error("No code was asked for");
  return outcome.halfWay;
}

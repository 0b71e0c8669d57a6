import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from "@simplewebauthn/server";
import { and, eq } from "drizzle-orm";
import { getDb, type Tx } from "#db/client";
import { passkeys } from "#db/schema";
import { DomainError, type ErrorDetails } from "#lib/errors";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import { siteAddress } from "#lib/site";
import { now } from "#lib/time";
import { takeChallenge } from "./passkey-challenges.ts";
import type { NewPasskey, UsedPasskey } from "./schema.ts";

/** Who asks, as a device checks it: from our own settings, never from what a request says about its host. */
export function relyingParty(): { readonly rpID: string; readonly origin: string } {
  const { hostname, origin } = siteAddress();
  return { rpID: hostname, origin };
}

/** EdDSA, ES256, RS256: what every device can sign with (IANA, COSE Algorithms). */
export const PASSKEY_ALGORITHMS = [-8, -7, -257];

export type VerifiedPasskey = { readonly id: string; readonly userId: Id<"usr"> } & Pick<
  typeof passkeys.$inferSelect,
  "counter"
> & { readonly newCounter: number };

/**
 * Checks a new passkey. The device has to have asked for a finger, a face or a PIN. Throws passkey_too_late,
 * wrong_passkey.
 */
export async function verifyNewPasskey(
  userId: Id<"usr">,
  answer: NewPasskey,
): Promise<WebAuthnCredential> {
  const meant = { purpose: "add", userId } as const;
  const challenge = await takeChallenge(meant, answer.response.clientDataJSON);
  const { rpID, origin } = relyingParty();
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: asRegistration(answer),
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
      supportedAlgorithmIDs: PASSKEY_ALGORITHMS,
    });
    if (verified) return registrationInfo.credential;
  } catch (error) {
    noteRefusal(error);
  }
  throw new DomainError("wrong_passkey");
}

/**
 * Checks the use of a passkey: for signing in, of anybody (`userId` null), otherwise of this person. The device has to
 * have asked for a finger, a face or a PIN. Throws passkey_too_late, wrong_passkey with `details`.
 */
export async function verifyPasskey(
  { purpose, userId }: { purpose: "sign_in" | "prove"; userId: Id<"usr"> | null },
  answer: UsedPasskey,
  details: ErrorDetails = {},
): Promise<VerifiedPasskey> {
  const challenge = await takeChallenge({ purpose, userId }, answer.response.clientDataJSON);
  const isOwn = userId === null ? undefined : eq(passkeys.userId, userId);
  const [known] = await getDb()
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.id, answer.id), isOwn));
  const { rpID, origin } = relyingParty();
  try {
    if (!known) throw new Error("No such passkey");
    const { id, counter, transports } = known;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: asAuthentication(answer),
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      credential: { id, publicKey: Uint8Array.from(known.publicKey), counter, transports },
      requireUserVerification: true,
    });
    if (verified) {
      return { id, userId: known.userId, counter, newCounter: authenticationInfo.newCounter };
    }
  } catch (error) {
    noteRefusal(error);
  }
  throw new DomainError("wrong_passkey", details);
}

/** Notes that it was used. Throws wrong_passkey when it was removed, or used with this counter, meanwhile. */
export async function usePasskey(
  tx: Tx,
  { id, counter, newCounter }: VerifiedPasskey,
): Promise<void> {
  const used = await tx
    .update(passkeys)
    .set({ counter: newCounter, lastUsedAt: now() })
    .where(and(eq(passkeys.id, id), eq(passkeys.counter, counter)))
    .returning({ id: passkeys.id });
  if (used.length === 0) throw new DomainError("wrong_passkey");
}

/** The library says in English what did not fit; it has no secrets. */
function noteRefusal(error: unknown): void {
  log.info({ why: error instanceof Error ? error.message : null }, "A passkey was refused");
}

/** Guarantee: the schema has checked what the library reads. */
function asRegistration({ response, ...rest }: NewPasskey): RegistrationResponseJSON {
  return { ...rest, response, clientExtensionResults: {} } as RegistrationResponseJSON;
}

/** Guarantee: the same. */
function asAuthentication({ response, ...rest }: UsedPasskey): AuthenticationResponseJSON {
  return { ...rest, response, clientExtensionResults: {} } as AuthenticationResponseJSON;
}

import { generateAuthenticationOptions, generateRegistrationOptions } from "@simplewebauthn/server";
import { eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { passkeys, users } from "#db/schema";
import { DomainError } from "#lib/errors";
import { houseName } from "#lib/house";
import type { Actor } from "./actor.ts";
import { limitPasskey } from "./limits.ts";
import { makeChallenge } from "./passkey-challenges.ts";
import { PASSKEY_ALGORITHMS, relyingParty } from "./passkeys.ts";
import { type AskPasskeyInput, askPasskeyInput } from "./schema.ts";
import type { Visitor } from "./visitor.ts";

const TIMEOUT_MS = 5 * 60_000;

/**
 * What a browser asks its passkeys for: to make one, to sign in, or to show that the person is still there. Nobody has to
 * be known for signing in. Throws rate_limited, not_signed_in.
 */
export async function askPasskey(
  asker: Actor | null,
  input: AskPasskeyInput,
  visitor: Pick<Visitor, "address">,
): Promise<object> {
  const { purpose } = askPasskeyInput.parse(input);
  await limitPasskey(visitor);
  const { rpID } = relyingParty();
  const timeout = TIMEOUT_MS;
  if (purpose === "sign_in") {
    const challenge = bytesOf(await makeChallenge({ purpose, userId: null }));
    return generateAuthenticationOptions({
      rpID,
      challenge,
      timeout,
      userVerification: "required",
    });
  }
  if (!asker) throw new DomainError("not_signed_in");
  const { userId } = asker;
  const challenge = bytesOf(await makeChallenge({ purpose, userId }));
  const known = await getDb()
    .select({ id: passkeys.id, transports: passkeys.transports })
    .from(passkeys)
    .where(eq(passkeys.userId, userId));
  if (purpose === "prove") {
    return generateAuthenticationOptions({
      rpID,
      challenge,
      timeout,
      userVerification: "required",
      allowCredentials: known,
    });
  }
  const [person] = await getDb()
    .select({ email: users.email, name: users.name })
    .from(users)
    .where(eq(users.id, userId));
  if (!person) throw new DomainError("not_signed_in");
  return generateRegistrationOptions({
    rpName: houseName(),
    rpID,
    challenge,
    timeout,
    userID: Uint8Array.from(Buffer.from(userId)),
    userName: person.email,
    userDisplayName: person.name,
    attestationType: "none",
    supportedAlgorithmIDs: PASSKEY_ALGORITHMS,
    excludeCredentials: known,
    // Kept by the device itself, so that it signs in alone.
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

function bytesOf(challenge: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(challenge, "base64url"));
}

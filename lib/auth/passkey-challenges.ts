import { randomBytes } from "node:crypto";
import { and, eq, isNull, lt } from "drizzle-orm";
import { getDb } from "#db/client";
import { type PASSKEY_PURPOSES, passkeyChallenges } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { MINUTE_MS, now } from "#lib/time";

const LIFETIME_MS = 5 * MINUTE_MS;

export type PasskeyPurpose = (typeof PASSKEY_PURPOSES)[number];

/** What it is for, and for whom; null for signing in. */
type Meant = { readonly purpose: PasskeyPurpose; readonly userId: Id<"usr"> | null };

/** Makes a challenge of 256 bits of chance, and tidies away those that have run out. */
export async function makeChallenge(meant: Meant): Promise<string> {
  const challenge = randomBytes(32).toString("base64url");
  const at = now();
  await getDb().delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, at));
  await getDb()
    .insert(passkeyChallenges)
    .values({ challenge, ...meant, expiresAt: new Date(at.getTime() + LIFETIME_MS) });
  return challenge;
}

/**
 * Takes the challenge that an answer says it signed: outside every transaction, so that it is gone whatever becomes of
 * the answer. Throws passkey_too_late when it is not there, was made for somebody or something else, or has run out.
 */
export async function takeChallenge(
  { purpose, userId }: Meant,
  clientDataJSON: string,
): Promise<string> {
  const { challenge, expiresAt } = passkeyChallenges;
  const isForThem =
    userId === null ? isNull(passkeyChallenges.userId) : eq(passkeyChallenges.userId, userId);
  const [taken] = await getDb()
    .delete(passkeyChallenges)
    .where(
      and(
        eq(challenge, readChallenge(clientDataJSON)),
        eq(passkeyChallenges.purpose, purpose),
        isForThem,
      ),
    )
    .returning({ challenge, expiresAt });
  if (!taken || taken.expiresAt <= now()) throw new DomainError("passkey_too_late");
  return taken.challenge;
}

function readChallenge(clientDataJSON: string): string {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"));
    if (typeof data === "object" && data !== null && "challenge" in data) {
      return String(data.challenge).replaceAll("\0", "");
    }
  } catch {
    // It is no JSON; no challenge has this name.
  }
  return "";
}

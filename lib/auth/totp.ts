import { and, eq, lt } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import type { Reader, Tx } from "#db/client";
import { totpFactors } from "#db/schema";
import { DomainError, type ErrorDetails } from "#lib/errors";
import { houseName } from "#lib/house";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import { now } from "#lib/time";
import { seal, unseal } from "./seal.ts";

/** What every authenticator app takes: six digits, half a minute, SHA-1 (RFC 6238). */
const PERIOD_SECONDS = 30;
/** A code of the half minute before or after counts, for slow typing and clocks that are a little off. */
const WINDOW = 1;
/** Up to five minutes off, the person is told that it is the clock. */
const EXPLAINED_WINDOW = 10;

type Factor = typeof totpFactors.$inferSelect;

/** A new secret, as it is stored. 160 bits, as RFC 4226 recommends. */
export function newSealedSecret(userId: Id<"usr">): Promise<string> {
  return seal(new Secret({ size: 20 }).base32, userId);
}

/** For the app: the secret to type, and the address that a picture of it says. */
export async function secretOf({ sealedSecret, userId }: Factor, account: string) {
  const secret = await unseal(sealedSecret, userId);
  return { secret, uri: new TOTP({ issuer: houseName(), label: account, secret }).toString() };
}

export async function findTotp(reader: Reader, userId: Id<"usr">): Promise<Factor | null> {
  const [factor] = await reader.select().from(totpFactors).where(eq(totpFactors.userId, userId));
  return factor ?? null;
}

/**
 * Takes a code of the app, once: of two at the same moment one is taken. Throws wrong_code, code_used, and
 * code_of_other_time when a clock is off by more than half a minute; `details` say where it was typed.
 */
export async function takeAppCode(
  tx: Tx,
  factor: Factor | null,
  { code, userId, details }: { code: string; userId: Id<"usr">; details: ErrorDetails },
): Promise<void> {
  if (!factor) return refuseCode("wrong_code", userId, details);
  const timestamp = now().getTime();
  const secret = Secret.fromBase32(await unseal(factor.sealedSecret, userId));
  const off = TOTP.validate({ token: code, secret, timestamp, window: EXPLAINED_WINDOW });
  if (off === null) return refuseCode("wrong_code", userId, details);
  if (Math.abs(off) > WINDOW) {
    const seconds = Math.abs(off) * PERIOD_SECONDS;
    const direction = off < 0 ? "slow" : "fast";
    return refuseCode("code_of_other_time", userId, { ...details, seconds, direction });
  }
  const step = TOTP.counter({ timestamp }) + off;
  const taken = await tx
    .update(totpFactors)
    .set({ lastStep: step })
    .where(and(eq(totpFactors.userId, userId), lt(totpFactors.lastStep, step)))
    .returning({ userId: totpFactors.userId });
  if (taken.length === 0) refuseCode("code_used", userId, details);
}

export function refuseCode(
  code: "wrong_code" | "code_used" | "code_of_other_time",
  userId: Id<"usr">,
  details: ErrorDetails,
): never {
  log.info({ userId, code }, "A code was refused");
  throw new DomainError(code, details);
}
